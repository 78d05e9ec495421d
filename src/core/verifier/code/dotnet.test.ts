import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader, readConfiguration } from "../load-read.ts";

await loadReader();

const program = (members: string, more = "") => `builder.Services
    .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
    .AddJwtBearer(options =>
    {
        ${more}
        options.TokenValidationParameters = new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!)),
            ${members}
        };
    });
`;
const both = 'ValidIssuer = "https://idp.example", ValidAudience = "orders"';
const late = { ...idp, exp: presented({}).now - 200 };

test.each<[string, string, object, string, string?]>([
  ["what is listed", program(both), idp, "accepted"],
  [
    "another issuer",
    program('ValidIssuer = "https://idp.example/", ValidAudience = "orders"'),
    idp,
    "refused",
    "ValidIssuer",
  ],
  ["a list", program('ValidIssuer = "https://idp.example", ValidAudiences = new[] { "a", "orders" }'), idp, "accepted"],
  [
    "a typed list",
    program('ValidIssuer = "https://idp.example", ValidAudiences = new List<string> { "a" }'),
    idp,
    "refused",
    "ValidAudiences",
  ],
  [
    "a value from the configuration",
    program('ValidIssuer = config["Jwt:Issuer"], ValidAudience = "orders"'),
    idp,
    "unknown",
    "ValidIssuer",
  ],
  [
    "a value from the configuration beside one that fits",
    program('ValidIssuers = new[] { config["A"], "https://idp.example" }, ValidAudience = "orders"'),
    idp,
    "accepted",
  ],
  [
    "a value from the configuration in the list alone",
    program('ValidIssuer = "x", ValidIssuers = new[] { config["A"] }, ValidAudience = "orders"'),
    idp,
    "unknown",
    "ValidIssuer",
  ],
  ["no audience", program('ValidIssuer = "https://idp.example"'), idp, "refused", "ValidAudience"],
  [
    "no audience is compared",
    program('ValidIssuer = "https://idp.example", ValidateAudience = false'),
    idp,
    "accepted",
  ],
  [
    "a switch that is computed",
    program(`${both}, ValidateLifetime = !env.IsDevelopment()`),
    late,
    "unknown",
    "ValidateLifetime",
  ],
  ["five minutes of slack", program(both), late, "accepted"],
  ["no slack", program(`${both}, ClockSkew = TimeSpan.Zero`), late, "refused", "ClockSkew"],
  ["slack in minutes", program(`${both}, ClockSkew = TimeSpan.FromMinutes(1)`), late, "refused", "ClockSkew"],
  [
    "an algorithm",
    program(`${both}, ValidAlgorithms = new[] { SecurityAlgorithms.HmacSha256 }`),
    idp,
    "refused",
    "ValidAlgorithms",
  ],
  ["a type", program(`${both}, ValidTypes = new[] { "at+jwt" }`), idp, "refused", "ValidTypes"],
  [
    "a validator of the audience",
    program('ValidIssuer = "https://idp.example", AudienceValidator = (a, t, p) => true'),
    idp,
    "unknown",
  ],
  [
    "the options' own audience",
    program('ValidIssuer = "https://idp.example"', 'options.Audience = "orders";'),
    idp,
    "accepted",
  ],
  [
    "members that are set one by one",
    'services.AddJwtBearer(o => { o.Authority = "https://idp.example"; o.TokenValidationParameters.ValidAudience = "x"; });\n',
    idp,
    "refused",
    "ValidAudience",
  ],
  [
    "options alone",
    '.AddJwtBearer("Bearer", options =>\n{\n    options.Authority = "https://idp.example";\n    options.Audience = "api"; // the API\n});\n',
    idp,
    "refused",
    "Audience",
  ],
  [
    "an authority that is computed",
    '.AddJwtBearer(o => {\n    o.Authority = $"https://{host}/";\n    o.Audience = "orders";\n});\n',
    idp,
    "unknown",
    "ValidIssuer",
  ],
  [
    "a variable",
    'var validationParameters = new TokenValidationParameters()\n{\n    ValidIssuer = "https://idp.example",\n};\nvalidationParameters.ValidAudience = "x";\nhandler.ValidateToken(token, validationParameters, out _);\n',
    idp,
    "refused",
    "ValidAudience",
  ],
])("ASP.NET in C#: %s", (_, code, claims, outcome, about) => {
  expect(readingOf(code).kind).toBe("aspnet");
  const verdict = judged(code, presented(claims));
  expect(verdict.outcome, verdict.sentence).toBe(outcome);
  if (about !== undefined) expect(verdict.about?.condition.name.split("/").at(-1)).toBe(about);
});

test("ASP.NET in C#: checks that are off or replaced are dangers", () => {
  const claims = (members: string) => readingOf(program(members)).dangers.map(({ claim }) => claim);
  expect(claims(both)).toEqual([]);
  expect(claims("ValidateIssuer = false, ValidateAudience = false")).toEqual(["aud", "iss"]);
  expect(claims(`${both}, ValidateLifetime = false`)).toEqual(["exp"]);
  expect(claims(`${both}, SignatureValidator = (token, _) => new JwtSecurityToken(token)`)).toEqual(["alg"]);
});

test.each([
  ["two sets of parameters", `${program(both)}${program("")}`],
  ["parameters without values", "public TokenValidationParameters Parameters { get; set; }\n"],
  ["a message", "IDX10214: Audience validation failed. Did not match: TokenValidationParameters.ValidAudience: 'x'"],
])("ASP.NET in C#: not read: %s", (_, text) => {
  expect(readConfiguration(text).is).toBe("not-known");
});
