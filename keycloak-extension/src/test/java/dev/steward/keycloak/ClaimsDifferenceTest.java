package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;

class ClaimsDifferenceTest {

  private final AccessToken wide = token();
  private final AccessToken narrow = token();
  private final AccessToken present = token();

  @Test
  void aClaimThatOnlyTheWideMakingHasGoes() {
    wide.setOtherClaims("mark", "here");
    present.setOtherClaims("mark", "here");

    settle();

    assertThat(present.getOtherClaims()).isEmpty();
  }

  @Test
  void whatOthersAddedMeanwhileStays() {
    wide.setOtherClaims("mark", "here");
    present.setOtherClaims("mark", "here");
    present.setOtherClaims("added", "later");

    settle();

    assertThat(present.getOtherClaims()).containsOnlyKeys("added");
  }

  @Test
  void anAudienceOfTheForbiddenScopeGoesAndTheOthersStay() {
    wide.audience("one", "two");
    narrow.audience("one");
    present.audience("one", "two", "resource-server");

    settle();

    assertThat(List.of(present.getAudience())).containsExactly("one", "resource-server");
  }

  @Test
  void rolesOfTheForbiddenScopeGo() {
    wide.addAccess("api").addRole("reader").addRole("writer");
    narrow.addAccess("api").addRole("reader");
    present.addAccess("api").addRole("reader").addRole("writer");

    settle();

    assertThat(present.getResourceAccess("api").getRoles()).containsExactly("reader");
  }

  @Test
  void whatDiffersBetweenAnyTwoMakingsIsLeftAlone() {
    wide.id("a");
    narrow.id("b");
    present.id("c").exp(7L);

    settle();

    assertThat(present.getId()).isEqualTo("c");
    assertThat(present.getExp()).isEqualTo(7L);
  }

  private void settle() {
    ClaimsDifference.between(wide, narrow).takeOutOf(present);
  }

  private static AccessToken token() {
    AccessToken token = new AccessToken();
    token.issuedFor("agent");
    return token;
  }
}
