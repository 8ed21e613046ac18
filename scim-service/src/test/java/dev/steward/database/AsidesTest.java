package dev.steward.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsidesTest {

  private static final Aside MANY = Aside.of("select count(*)", (row, column) -> {});
  private static final Aside SOME = Aside.of("select count(*)", (row, column) -> {});
  private static final Aside CLIENT =
      Aside.of("select ?", (row, column) -> {}, "client").needing("client_uuid");
  private static final Aside GROUP = Aside.of("select ?", (row, column) -> {}, "group");

  @Test
  void askOnceForWhatSeveralOfThemWantToKnow() {
    Asides asides = Asides.of(CLIENT, MANY, GROUP, SOME, CLIENT);

    assertThat(asides.columns())
        .isEqualTo(
            ",\n  (select ?) as aside_0,\n  (select count(*)) as aside_1,\n  (select ?) as aside_2");
    assertThat(asides.parameters("id")).containsExactly("client", "group", "id");
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
