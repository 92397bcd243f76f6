declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  type Options = {
    url: string;
    domNode: HTMLElement;
    deepLinking?: boolean;
    docExpansion?: 'list' | 'full' | 'none';
    defaultModelsExpandDepth?: number;
    displayRequestDuration?: boolean;
    persistAuthorization?: boolean;
    supportedSubmitMethods?: readonly string[];
    validatorUrl?: string | null;
    /** Each may replace components of the renderer by name. */
    plugins?: readonly (() => { wrapComponents: Record<string, () => () => null> })[];
    onComplete?: () => void;
  };
  /** Draws the reference into `domNode`. */
  const swaggerUi: (options: Options) => void;
  export default swaggerUi;
}
