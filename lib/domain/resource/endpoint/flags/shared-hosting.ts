const suffixes = [
  'amazonaws.com on.aws cloudfront.net elasticbeanstalk.com awsapprunner.com',
  'azure.com azurewebsites.net azure-api.net azurefd.net azureedge.net azurestaticapps.net cloudapp.net windows.net',
  'googleusercontent.com googleapis.com cloudfunctions.net run.app appspot.com web.app firebaseapp.com',
  'herokuapp.com vercel.app netlify.app fly.dev onrender.com railway.app deno.dev github.io gitlab.io',
  'workers.dev pages.dev trycloudflare.com cfargotunnel.com',
  'ngrok.io ngrok.app ngrok.dev ngrok.pizza ngrok-free.app ngrok-free.dev loca.lt serveo.net',
  'pipedream.net webhook.site requestcatcher.com beeceptor.com',
  'service-now.com salesforce.com force.com zendesk.com atlassian.net atlassian.com okta.com oktapreview.com',
  'auth0.com onelogin.com myshopify.com hubspot.com freshdesk.com freshservice.com pagerduty.com workday.com netsuite.com',
  'sharepoint.com dynamics.com powerplatform.com office.com slack.com intercom.io statuspage.io jira.com jfrog.io',
  'bitbucket.io gitlab.com github.dev zoho.com bamboohr.com datadoghq.com splunkcloud.com snowflakecomputing.com',
  'my.site.com n8n.cloud make.com integromat.com workato.com retool.com glitch.me repl.co replit.app replit.dev',
  'vercel.dev bubbleapps.io wixsite.com squarespace.com wordpress.com supabase.co surge.sh hookdeck.com ts.net',
].flatMap((names) => names.split(' '));

/** Whether anybody can rent a name beside this one, so that the name above it says nothing of the owner. */
export const isSharedHosting = (host: string): boolean =>
  suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
