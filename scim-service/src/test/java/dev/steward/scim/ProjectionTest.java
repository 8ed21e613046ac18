package dev.steward.scim;

import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {

  @Test
  void showsWhatIsAskedForAndWhatIsAlwaysShown() {
    ObjectNode shown =
        shown("AGENTUSERNAME, owners.value,meta.version," + Urn.GOVERNANCE + ":owners.role");

    assertThat(shown.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "schemas", "id", "agentUserName", "owners", "meta", Urn.GOVERNANCE);
    assertThat(shown.get("owners")).isEqualTo(json("{'o': [{'value': 'ada'}]}").get("o"));
    assertThat(shown.get("meta")).isEqualTo(json("{'version': 'W/\\\"3\\\"'}"));
    assertThat(shown.get(Urn.GOVERNANCE))
        .isEqualTo(json("{'owners': [{'role': 'owner'}, {'role': 'backup'}]}"));
  }

  @Test
  void showsAWholeExtension() {
    assertThat(shown(Urn.GOVERNANCE).get(Urn.GOVERNANCE))
        .isEqualTo(Samples.document(Samples.agent()).get(Urn.GOVERNANCE));
  }

  @Test
  void hidesWhatIsExcludedUnlessItIsAlwaysShown() {
    ObjectNode shown =
        new Projection(
                IdentityType.AGENT.resource(),
                List.of(),
                List.of("id", "schemas", "displayname", "owners.$ref", Urn.GOVERNANCE + ":client"))
            .of(Samples.document(Samples.agent()));

    assertThat(shown.has("id") && shown.has("schemas")).isTrue();
    assertThat(shown.has("displayName")).isFalse();
    assertThat(shown.get("owners"))
        .isEqualTo(json("{'o': [{'value': 'ada', 'display': 'Ada'}]}").get("o"));
    assertThat(shown.get(Urn.GOVERNANCE).has("client")).isFalse();
    assertThat(shown.get(Urn.GOVERNANCE).has("purpose")).isTrue();
  }

  @Test
  void doesNotShowAndHideAtOnce() {
    assertThatThrownBy(
            () -> new Projection(IdentityType.AGENT.resource(), List.of("id"), List.of("meta")))
        .isInstanceOf(ScimException.class);
  }

  private static ObjectNode shown(String names) {
    return new Projection(IdentityType.AGENT.resource(), Projection.names(names), List.of())
        .of(Samples.document(Samples.agent()));
  }
}
