package dev.steward.scim;

import static dev.steward.scim.Attributes.bool;
import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.readOnly;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;
import static dev.steward.scim.Attributes.time;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import dev.steward.delivery.KnownClient.Credential;
import dev.steward.finding.Finding.Reason;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import java.util.List;
import java.util.stream.Stream;

/** Our extension of every identity: who answers for it, how often it is reviewed, when it ends. */
final class GovernanceSchema {

  private GovernanceSchema() {}

  static Schema schema() {
    return new Schema(
        Urn.GOVERNANCE,
        "Governance",
        "Who answers for an identity, how often it is reviewed, and when it ends",
        Stream.of(described(), accountable(), bounded(), derived()).flatMap(List::stream).toList());
  }

  private static List<AttributeDefinition> described() {
    return List.of(
        text("kind", "What acts through it. Fixed at registration.")
            .addCanonicalValues(Words.of(Kind.class))
            .setMutability(Mutability.IMMUTABLE)
            .build(),
        text("purpose", "What it is for, in the words a reviewer will read.").build(),
        text("environment", "Where it runs, such as production.").build(),
        text("riskTier", "How much harm it could do; medium when not said.")
            .addCanonicalValues(Words.of(RiskTier.class))
            .build(),
        text("autonomy", "How much it decides by itself, as its owners declare.")
            .addCanonicalValues(Words.of(Autonomy.class))
            .build(),
        complex(
                "digests",
                "What it is made of, as its owners declare: algorithm:hex of sha256, sha384 or"
                    + " sha512.",
                text("model", "The digest of the model it runs.").build(),
                text("prompt", "The digest of its prompt.").build(),
                text("toolManifest", "The digest of the list of tools it may call.").build())
            .build());
  }

  private static List<AttributeDefinition> accountable() {
    return List.of(
        complex(
                "owners",
                "Everybody who answers for it, and for what.",
                exact("value", "The id of the person.").build(),
                reference("$ref", "The address of the person.", "User").build(),
                readOnly(text("display", "The name of the person.")).build(),
                text("role", "What the person answers for; owner when not said.")
                    .addCanonicalValues(Words.of(Owner.Role.class))
                    .build(),
                readOnly(bool("accepted", "Whether the person said yes.")).build(),
                readOnly(time("acceptedAt", "When the person said yes.")).build())
            .setMultiValued(true)
            .build(),
        complex(
                "sponsor",
                "The person accountable for purpose and spend: the first of the owners with the"
                    + " role sponsor.",
                exact("value", "The id of the person.").build(),
                reference("$ref", "The address of the person.", "User").build(),
                readOnly(text("display", "The name of the person.")).build())
            .build(),
        complex(
                "cadence",
                "How often it is reviewed; a default by risk tier when not said.",
                exact("every", "From one review to the next: an ISO 8601 period of days or longer.")
                    .build(),
                exact("grace", "From the due day to the lapse, brownout included.").build(),
                exact("brownout", "The last part of the grace, with announced refusals.").build())
            .build(),
        exact("controlLinks", "Controls its reviews are evidence for, such as iso42001:A.3.2.")
            .setMultiValued(true)
            .build());
  }

  private static List<AttributeDefinition> bounded() {
    return List.of(
        time("validFrom", "When it may first act; at once when not said.").build(),
        time("validUntil", "When it ends, whatever its reviews say.").build(),
        complex(
                "client",
                "The Keycloak client it signs in with. Fixed once set.",
                exact("realm", "The name of the realm.").build(),
                exact(
                        "id",
                        "The internal id (a UUID) of the client; its clientId is understood too.")
                    .build(),
                readOnly(exact("clientId", "The name under which it asks for tokens, if known."))
                    .build())
            .build(),
        complex(
                "allowance",
                "What it may at most ask of the token endpoint.",
                exact("grants", "OAuth grant types.").setMultiValued(true).build(),
                exact("scopes", "The ceiling: no other scope is ever granted.")
                    .setMultiValued(true)
                    .build(),
                exact("longestToken", "No token lives longer: an ISO 8601 duration.").build())
            .build());
  }

  private static List<AttributeDefinition> derived() {
    return List.of(
        readOnly(text("intent", "What people decided."))
            .addCanonicalValues(Words.of(Intent.class))
            .build(),
        readOnly(text("standing", "Whether it may act at this moment."))
            .addCanonicalValues(Words.of(Standing.class))
            .build(),
        readOnly(exact("lastReviewed", "The day of the last review (ISO 8601, UTC).")).build(),
        readOnly(exact("reviewDue", "The last day on which the next review is in time.")).build(),
        readOnly(time("goodUntil", "The instant from which it may no longer act.")).build(),
        readOnly(exact("lastUsed", "The last day (ISO 8601, UTC) on which it got a token."))
            .build(),
        readOnly(
                complex(
                    "handOver",
                    "Its owners went: until when somebody else can follow them.",
                    readOnly(time("began", "When the last of its owners had gone.")).build(),
                    readOnly(time("brownoutFrom", "From when tokens are refused in windows."))
                        .build(),
                    readOnly(time("deadline", "From when it may not act if nobody followed."))
                        .build()))
            .build(),
        readOnly(
                complex(
                    "custodian",
                    "Who holds it while it is handed over, without having become its owner.",
                    readOnly(exact("value", "The id of the person.")).build(),
                    readOnly(reference("$ref", "The address of the person.", "User")).build(),
                    readOnly(text("display", "The name of the person.")).build()))
            .build(),
        readOnly(
                complex(
                    "findings",
                    "What is not as it should be with it, now.",
                    readOnly(text("reason", "What it is."))
                        .addCanonicalValues(Reason.words())
                        .build(),
                    readOnly(time("since", "From when on, if known.")).build(),
                    readOnly(time("until", "When patience with it ends, if a date decides that."))
                        .build()))
            .setMultiValued(true)
            .build(),
        readOnly(
                complex(
                    "credentials",
                    "What its client signs in with, as last seen in Keycloak; never a secret.",
                    readOnly(text("type", "What kind of thing it is."))
                        .addCanonicalValues(Words.of(Credential.Type.class))
                        .build(),
                    readOnly(time("since", "When it came into being, if Keycloak keeps that."))
                        .build()))
            .setMultiValued(true)
            .build());
  }
}
