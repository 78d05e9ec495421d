import { says } from "../says.ts";

/** Messages of services whose users sign or bring tokens. */
export const services = [
  // Apple developer documentation: Handling notification responses from APNs, App Store Connect API, Sign in with Apple;
  // node-apn#450, #590; go-signin-with-apple#9.
  ...says(
    "apple",
    ["ExpiredProviderToken", "PRV-16", "TIM-11", "TIM-12"],
    ["TooManyProviderTokenUpdates", "SRV-13", "TIM-11"],
    ["invalid_client appleid.apple.com/auth/token", "PRV-16"],
    ["appleid.apple.com invalid_client", "PRV-16"],
    ["invalid_client: The client secret is expired. appleid.apple.com", "PRV-16", "TIM-01"],
    ["MissingProviderToken", "IN-03", "IN-22"],
    ["BadEnvironmentKeyIdInToken", "PRV-16"],
    [
      "NOT_AUTHORIZED Authentication credentials are missing or invalid. Provide a properly configured and signed bearer token, and make sure that it has not expired.",
      "PRV-16",
      "TIM-07",
      "TIM-01",
    ],
    [
      "Provide a properly configured and signed bearer token, and make sure that it has not expired. Learn more about Generating Tokens for API Requests",
      "PRV-16",
      "TIM-07",
      "TIM-01",
    ],
    ['POST https://appleid.apple.com/auth/token 400 Bad Request response: {"error":"invalid_client"}', "PRV-16"],
    ["Unauthenticated 401 App Store Server API InvalidToken", "PRV-16"],
    ["WeatherKit NOT_ENABLED jwt", "PRV-16"],
  ),
  // Salesforce help: OAuth 2.0 JWT bearer flow (errors); omniphx/forrest#278, simple-salesforce#491, Talend/components#1423.
  ...says(
    "salesforce",
    ["user hasn't approved this consumer", "SRV-02"],
    ["invalid_grant: audience is invalid", "CLM-05"],
    ["invalid_grant: invalid assertion", "SRV-03", "KEY-06"],
    ["invalid_grant: expired authorization code", "TIM-01", "TIM-10", "TIM-11"],
    ["user is not admin approved to access this app", "SRV-02"],
    ["invalid_app_access: user is not admin approved to access this app", "SRV-02"],
    ["invalid_client_id: client identifier invalid", "SRV-11"],
    ["invalid_client: client identifier invalid", "SRV-11"],
  ),
  // Snowflake documentation: key-pair authentication (troubleshooting); snowflake-ingest-python#21, dbt-core#13354, teleport#14121.
  ...says(
    "snowflake",
    ["390144 JWT token is invalid.", "SRV-03", "KEY-06", "CLM-01", "TIM-11"],
    ["Vender Code: 390144, Message: JWT token is invalid.", "SRV-03", "KEY-06", "CLM-01", "TIM-11"],
    ["Failed to connect to DB: snowflakecomputing.com JWT token is invalid.", "SRV-03", "KEY-06", "CLM-01", "TIM-11"],
    ["JWT_TOKEN_INVALID_PUBLIC_KEY_FINGERPRINT_MISMATCH", "SRV-03", "KEY-06"],
    ["JWT_TOKEN_INVALID_ISSUE_TIME", "TIM-11", "TIM-06"],
    ["JWT_TOKEN_EXPIRED", "TIM-01", "TIM-11"],
    ["JWT_TOKEN_MISSING_ISSUE_TIME", "TIM-12"],
    ["JWT_TOKEN_INVALID_USER_IN_ISSUER", "CLM-01", "CLM-14"],
  ),
  // DocuSign developer center: JWT grant (common errors); docusign-esign-python-client#57, csharp-client#366.
  ...says(
    "docusign",
    ["no_valid_keys_or_signatures", "SRV-03", "KEY-06"],
    ["consent_required", "SRV-02"],
    ["invalid_grant: issuer_not_found", "SRV-11", "CLM-01"],
    ["issuer_not_found", "SRV-11", "CLM-01"],
    ["user_not_found docusign impersonation", "CLM-13"],
    ["invalid_audience account-d.docusign.com", "CLM-05"],
  ),
  // apim.docs.wso2.com, error handling; wso2/product-microgateway#1653.
  ...says(
    "wso2",
    ["900900 Unclassified Authentication Failure", "KEY-10", "KEY-06", "SRV-01"],
    [
      "900901 Invalid Credentials. Make sure you have provided the correct security credentials",
      "TIM-01",
      "KEY-10",
      "CLM-01",
    ],
    ["900902 Missing Credentials. Required OAuth credentials not provided", "IN-03", "IN-22"],
    ["900910 The access token does not allow you to access the requested resource", "CLM-18"],
  ),
  // Zoom and Twilio error references; twilio-video-app-react#749, video-quickstart-js#11, laravel-zoom#22.
  ...says(
    "zoom",
    ["code 124 Invalid access token.", "SEC-14", "TIM-01", "SEC-13"],
    ["errorCode 3712 Signature is invalid.", "SEC-14", "CLM-19"],
    ["errorCode 3705 The signature has expired.", "TIM-01", "TIM-11"],
    ["code 124 Access token is expired.", "TIM-01"],
    ["Invalid access token, does not contain scopes: […]", "CLM-18"],
    ["code 124 Invalid access token, does not contain scopes: […]", "CLM-18"],
    ["code 4711 Invalid access token, does not contain scopes: […]", "CLM-18"],
    ["Fail to join: Signature is invalid.", "SEC-14", "CLM-19"],
  ),
  ...says(
    "twilio",
    ["Invalid Access Token issuer/subject", "CLM-01", "CLM-14"],
    ["20103 Invalid Access Token issuer or subject", "CLM-01", "CLM-14"],
    ["Invalid Access Token signature", "SEC-14", "SEC-13"],
    ["20107 Invalid Access Token Signature", "SEC-14", "SEC-13"],
    ["20101 Invalid Access Token", "SEC-14", "CLM-19", "IN-08"],
    ["20102 Invalid Access Token header", "HDR-03", "HDR-04", "IN-16"],
    ["20104 Access Token expired or expiration date invalid", "TIM-01", "TIM-07"],
    ["20104 Access Token expired", "TIM-01"],
    ["20105 Access Token not yet valid", "TIM-05", "TIM-11"],
    ["20106 Invalid Access Token grants", "CLM-18"],
    ["20157 Expiration Time in the Access Token Exceeds Maximum Time Allowed", "TIM-07"],
    ["AccessTokenInvalid", "SEC-14", "CLM-01", "IN-08"],
  ),
  // octokit/auth-app.js#375, github/docs#33989.
  ...says(
    "github",
    ["A JSON web token could not be decoded - https://docs.github.com/rest", "PRV-08"],
    ["Integration not found octokit jwt", "PRV-08"],
    ["'Expiration time' claim ('exp') must be a numeric value representing the future time", "PRV-08", "TIM-01"],
    [
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      "PRV-08",
      "TIM-03",
      "TIM-11",
    ],
    ["'Issuer' claim ('iss') must be an Integer", "PRV-08", "CLM-04"],
    // actions/toolkit packages/core/src/oidc-utils.ts; configure-aws-credentials, google-github-actions/auth, Azure/login.
    ["Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable", "SRV-15"],
    ["Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable", "SRV-15"],
    [
      "It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission?",
      "SRV-15",
    ],
    ["GitHub Actions did not inject $ACTIONS_ID_TOKEN_REQUEST_TOKEN or $ACTIONS_ID_TOKEN_REQUEST_URL", "SRV-15"],
    ["Please make sure to give write permissions to id-token in the workflow.", "SRV-15"],
  ),
  // supabase/auth internal/api/auth.go; supabase#10357, #34937, supabase-go#21; auth-js errors.
  ...says(
    "supabase",
    ["User from sub claim in JWT does not exist", "CLM-13"],
    [
      "invalid JWT: unable to parse or verify signature, token signature is invalid: signing method … is invalid",
      "HDR-12",
      "HDR-02",
    ],
    [
      "invalid JWT: unable to parse or verify signature, token is malformed: token contains an invalid number of segments",
      "IN-08",
      "IN-10",
      "PRV-14",
    ],
    ["invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired", "TIM-01"],
    ["invalid JWT: unable to parse or verify signature, signature is invalid", "SEC-14", "KEY-10"],
    [
      "invalid JWT: unable to parse or verify signature, token is unverifiable: error while executing keyfunc: unrecognized JWT kid",
      "KEY-07",
    ],
    ["AuthSessionMissingError: Auth session missing!", "IN-03", "CLM-16"],
    ["Invalid Refresh Token: Already Used", "CLM-20", "CLM-16"],
    ["Invalid Refresh Token: Refresh Token Not Found", "CLM-16"],
    ["Unregistered API key", "PRV-14"],
    ["Invalid API key Double check your Supabase `anon` or `service_role` API key.", "PRV-14"],
    ["Legacy API keys are disabled", "PRV-14", "HDR-12"],
  ),
  // RFC 8292 section 2; web-push-libs: vapid#66, pywebpush#118, web-push#462, #679; zaru/webpush#81; sarthakbagaria/web-push#9.
  ...says(
    "web-push",
    ["exp claim MUST NOT be more than 24 hours from the time of the request", "TIM-07", "PRV-18", "TIM-11"],
    ["Request did not validate Invalid bearer token: Auth > 24 hours in the future", "TIM-07", "PRV-18", "TIM-11"],
    ["Request did not validate Invalid bearer token: Auth expired", "TIM-01", "TIM-11"],
    ["aud claim in the token MUST include the origin of the push resource URL", "CLM-05", "PRV-18"],
    [
      'Invalid VAPID token: A value in the vapid claims is either missing or incorrectly specified (e.g. "exp":"12345" or "sub":null)',
      "TIM-03",
      "CLM-11",
      "CLM-08",
    ],
    [
      "the VAPID credentials in the authorization header do not correspond to the credentials used to create the subscriptions.",
      "SRV-03",
      "KEY-06",
    ],
    ["VapidPkHashMismatch", "SRV-03", "KEY-06"],
    ["permission denied: invalid JWT provided", "PRV-18", "KEY-06", "KEY-19"],
  ),
  // Okta developer documentation, client authentication; terraform-provider-okta (clock).
  ...says(
    "okta",
    ["The client_assertion token has an expiration too far into the future.", "TIM-07", "TIM-11"],
    ["The client_assertion token has already been used", "CLM-20"],
    ["The client_assertion signature is invalid.", "SRV-03", "KEY-06"],
    ["The client_assertion token is expired.", "TIM-01", "TIM-11"],
    ["The audience claim for client_assertion must be the endpoint invoked for the request.", "CLM-05"],
    ["The issuer and subject claims in the client_assertion must be the client_id", "CLM-14", "SRV-11"],
    ["The parsing of the client_assertion failed.", "IN-08", "IN-16"],
    ["The access token … is not a valid JWT okta", "IN-10", "IN-08"],
  ),
  // Box developer documentation, JWT errors; box-node-sdk.
  ...says(
    "box",
    [
      "Current date/time MUST be before the expiration date/time listed in the 'exp' claim",
      "TIM-01",
      "TIM-11",
      "TIM-07",
    ],
    ["Please check the 'exp' claim. The 'exp' claim must be within 60 seconds of the current time", "TIM-07", "TIM-11"],
    ["Please check the 'exp' claim. Box", "TIM-07", "TIM-01", "TIM-11"],
    ["Please check the 'sub' claim. The 'sub' specified is invalid.", "CLM-14", "CLM-13"],
    ["Please check the 'aud' claim. Box", "CLM-05"],
    ["Please check the 'iss' claim. Box", "CLM-01"],
    ["Please check the 'jti' claim. A unique 'jti' value is required.", "CLM-20"],
    ["OAuth JWT signature verification error", "SRV-03", "KEY-06"],
  ),
  // pypi/warehouse: trusted publishing; npm and RubyGems print similar messages.
  ...says(
    "pypi",
    ["npm OIDC token exchange error - package not found", "SRV-06", "SRV-10"],
    ["invalid-publisher: valid token, but no corresponding publisher", "PRV-06", "SRV-10", "PRV-07"],
    ["Publisher with matching claims was not found", "PRV-06", "SRV-10", "PRV-07"],
    ["Trusted publishing exchange failure: OpenID Connect token retrieval failed", "SRV-01"],
  ),
  // metabase/metabase embedding; funcool/buddy-sign.
  ...says(
    "metabase",
    ["Message seems corrupt or manipulated", "SEC-14", "SEC-01"],
    ["Token is expired buddy", "TIM-01"],
    ["Invalid or expired guest token superset", "TIM-01", "SEC-14"],
  ),
  // ONLYOFFICE/DocumentServer documentation: token for the browser and for callbacks.
  ...says(
    "onlyoffice",
    ["checkJwt error: name = JsonWebTokenError message = invalid signature", "SEC-14", "SEC-01"],
    ["checkJwt error: name = JsonWebTokenError message = jwt malformed", "IN-08", "IN-03"],
    ["checkJwt error: name = TokenExpiredError message = jwt expired", "TIM-01", "TIM-11"],
    ["The document security token is not correctly formed.", "SEC-14", "SEC-13", "IN-03"],
    ["The document security token has expired.", "TIM-01", "TIM-11"],
  ),
  // element-hq/synapse docs/jwt.md and synapse/handlers/jwt.py.
  ...says(
    "matrix",
    ["M_FORBIDDEN JWT validation failed: bad_signature", "SEC-14", "SEC-01", "KEY-10"],
    ["M_FORBIDDEN JWT validation failed: expired_token", "TIM-01"],
    ["M_FORBIDDEN JWT validation failed: invalid_claim", "CLM-05", "CLM-01"],
    ["M_FORBIDDEN JWT validation failed: missing_claim", "CLM-19"],
    ["M_FORBIDDEN Token field for JWT is missing", "IN-03"],
  ),
  // directus/directus packages/errors.
  ...says(
    "directus",
    ["Token expired. extensions code TOKEN_EXPIRED", "TIM-01"],
    ["Invalid token. extensions code INVALID_TOKEN", "SEC-14", "IN-08", "IN-10"],
  ),
];
