package dev.steward.scim;

import static dev.steward.scim.Attributes.bool;
import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import com.unboundid.scim2.common.types.AttributeDefinition.Uniqueness;
import java.util.List;
import java.util.stream.Stream;

/** What RFC 7643 section 4.1 says of a user: here, a person who owns and reviews. */
final class UserSchema {

  static final String URN = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String NAME = "User";
  static final String ENDPOINT = "/Users";

  private UserSchema() {}

  static Schema schema() {
    return new Schema(
        URN,
        NAME,
        "A person who answers for identities and decides about them",
        Stream.of(known(), placed(), reached(), holding()).flatMap(List::stream).toList());
  }

  private static List<AttributeDefinition> known() {
    return List.of(
        text("userName", "The name the person signs in with, unique without regard to case.")
            .setRequired(true)
            .setUniqueness(Uniqueness.SERVER)
            .build(),
        complex(
                "name",
                "The parts of the person's name.",
                text("formatted", "The whole name, as it is to be shown.").build(),
                text("familyName", "The family name.").build(),
                text("givenName", "The given name.").build(),
                text("middleName", "Names between the given and the family name.").build(),
                text("honorificPrefix", "What stands before the name, such as Dr.").build(),
                text("honorificSuffix", "What stands after the name, such as III.").build())
            .build(),
        text("displayName", "The name to show to people.").build(),
        text("nickName", "The name the person goes by.").build(),
        reference("profileUrl", "A page about the person.", "external").build(),
        text("title", "What the person is called at work.").build(),
        text("userType", "How the person belongs here, such as employee or contractor.").build());
  }

  private static List<AttributeDefinition> placed() {
    return List.of(
        text("preferredLanguage", "The languages the person reads, as Accept-Language has them.")
            .build(),
        text("locale", "How dates and numbers are written for the person, such as en-US.").build(),
        text("timezone", "Where the person's clock stands, such as Europe/Lisbon.").build(),
        bool("active", "Whether the person works here. Who does not, can own nothing.").build(),
        text("password", "Taken and thrown away: people sign in at Keycloak.")
            .setMutability(Mutability.WRITE_ONLY)
            .setReturned(Returned.NEVER)
            .build());
  }

  private static List<AttributeDefinition> reached() {
    return List.of(
        many(
            "emails",
            "Where mail reaches the person.",
            text("value", "The address.").build(),
            "work",
            "home",
            "other"),
        many(
            "phoneNumbers",
            "Where the person can be called.",
            text("value", "The number, best as RFC 3966 writes it.").build(),
            "work",
            "home",
            "mobile",
            "fax",
            "pager",
            "other"),
        many(
            "ims",
            "Where messages reach the person.",
            text("value", "The address.").build(),
            "aim",
            "gtalk",
            "icq",
            "xmpp",
            "msn",
            "skype",
            "qq",
            "yahoo"),
        many(
            "photos",
            "Pictures of the person.",
            reference("value", "Where the picture is.", "external").build(),
            "photo",
            "thumbnail"),
        complex(
                "addresses",
                "Where the person lives and works.",
                text("formatted", "The whole address, lines and all.").build(),
                text("streetAddress", "Street, house, floor.").build(),
                text("locality", "The town.").build(),
                text("region", "The state or region.").build(),
                text("postalCode", "The postal code.").build(),
                text("country", "The country, best as two letters of ISO 3166-1.").build(),
                type("work", "home", "other"),
                primary())
            .setMultiValued(true)
            .build());
  }

  private static List<AttributeDefinition> holding() {
    return List.of(
        Attributes.memberships("The groups the person is in; a group changes by its own resource."),
        many("entitlements", "What the person may have.", text("value", "Its name.").build()),
        many("roles", "What the person is, such as student.", text("value", "Its name.").build()),
        many(
            "x509Certificates",
            "The person's certificates.",
            exact("value", "The certificate, in DER and Base64.").setType(Type.BINARY).build()));
  }

  private static AttributeDefinition many(
      String name, String description, AttributeDefinition value, String... types) {
    return complex(
            name,
            description,
            value,
            text("display", "How it is to be shown.").build(),
            type(types),
            primary())
        .setMultiValued(true)
        .build();
  }

  private static AttributeDefinition type(String... suggestions) {
    var type = text("type", "What it is for.");
    return suggestions.length == 0 ? type.build() : type.addCanonicalValues(suggestions).build();
  }

  private static AttributeDefinition primary() {
    return bool("primary", "Whether it is the one to prefer. At most one is.").build();
  }
}
