const suffixes = [
  'amazonaws.com on.aws cloudfront.net elasticbeanstalk.com awsapprunner.com',
  'azure.com azurewebsites.net azure-api.net azurefd.net azureedge.net azurestaticapps.net cloudapp.net windows.net',
  'googleusercontent.com googleapis.com cloudfunctions.net run.app appspot.com web.app firebaseapp.com',
  'herokuapp.com vercel.app netlify.app fly.dev onrender.com railway.app deno.dev github.io gitlab.io',
  'workers.dev pages.dev trycloudflare.com cfargotunnel.com',
  'ngrok.io ngrok.app ngrok.dev ngrok.pizza ngrok-free.app ngrok-free.dev loca.lt serveo.net',
  'pipedream.net webhook.site requestcatcher.com beeceptor.com',
].flatMap((names) => names.split(' '));

/** Whether anybody can rent a name beside this one, so that the name above it says nothing of the owner. */
export const isSharedHosting = (host: string): boolean =>
  suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
