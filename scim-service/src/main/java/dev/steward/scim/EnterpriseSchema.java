package dev.steward.scim;

import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.readOnly;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;

import java.util.List;

/** What RFC 7643 section 4.3 says of a user who works somewhere. */
final class EnterpriseSchema {

  static final String URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private EnterpriseSchema() {}

  static Schema schema() {
    return new Schema(
        URN,
        "EnterpriseUser",
        "Where a person works",
        List.of(
            text("employeeNumber", "The person's number at work.").build(),
            text("costCenter", "The cost center.").build(),
            text("organization", "The organization.").build(),
            text("division", "The division.").build(),
            text("department", "The department.").build(),
            complex(
                    "manager",
                    "The person's manager.",
                    exact("value", "The id of the manager.").build(),
                    reference("$ref", "The address of the manager.", "User").build(),
                    readOnly(text("displayName", "The name of the manager.")).build())
                .build()));
  }
}
