package dev.steward.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsidesTest {

  private static final Lateral OWNERS = new Lateral("owners", "select count(*) as many");

  private static final Aside MANY = Aside.over(OWNERS, "owners.many", (row, column) -> {});
  private static final Aside SOME = Aside.over(OWNERS, "owners.many > 0", (row, column) -> {});
  private static final Aside CLIENT =
      Aside.of("select ?", (row, column) -> {}, "client").needing("client_uuid");
  private static final Aside GROUP = Aside.of("select ?", (row, column) -> {}, "group");

  @Test
  void lookOnceAtWhatSeveralOfThemLookAt() {
    assertThat(Asides.of(MANY, GROUP, SOME).tables())
        .isEqualTo("\ncross join lateral (\nselect count(*) as many) owners");
    assertThat(Asides.of(MANY).tables(OWNERS)).isEqualTo(Asides.of(MANY).tables());
    assertThat(Asides.of(GROUP).tables()).isEmpty();
  }

  @Test
  void leaveOutWhatAnEmptyColumnHasNothingToTellOf() {
    Asides left = Asides.of(CLIENT, GROUP).without(List.of("client_uuid", "parent"));

    assertThat(left.all()).containsExactly(GROUP);
    assertThat(left.parameters("id")).containsExactly("group", "id");
    assertThat(Asides.of(CLIENT, GROUP).without(List.of("parent")).all())
        .containsExactly(CLIENT, GROUP);
  }
}
