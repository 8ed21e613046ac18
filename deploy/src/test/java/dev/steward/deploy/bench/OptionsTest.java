package dev.steward.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.deploy.Trouble;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void measureTenThousandAndAMillionUnlessTold() {
    assertThat(Options.of("kit", "run").sizes()).containsExactly(10_000, 1_000_000);
    assertThat(Options.of("kit", "run", "--size", "50000,2000").sizes())
        .containsExactly(2_000, 50_000);
  }

  @Test
  void measureEveryOperationUnlessTold() {
    assertThat(Options.of("kit", "run").measures(Operations.CREATE)).isTrue();
    assertThat(Options.of("kit", "run", "--only", "eq|PATCH").measures(Operations.CREATE))
        .isFalse();
  }

  @Test
  void compareWithAsManyUsersOfKeycloakAsThereArePeopleUnlessTold() {
    assertThat(Options.of("kit", "run").users()).isEqualTo(Options.PEOPLE);
    assertThat(Options.of("kit", "run", "--users", "1000000").users()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> Options.of("kit", "run", "--users", "500"))
        .isInstanceOf(Trouble.class)
        .hasMessage("Users are those of Keycloak, at least 10000.");
  }

  @Test
  void walkThroughNoInventoryUnlessTold() {
    assertThat(Options.of("kit", "run").inventory()).isZero();
    assertThat(Options.of("kit", "run", "--inventory", "50000").inventory()).isEqualTo(50_000);
    assertThatThrownBy(() -> Options.of("kit", "run", "--inventory", "7"))
        .isInstanceOf(Trouble.class)
        .hasMessage("An inventory is a number of clients, at least 1000.");
  }

  @Test
  void areRefusedInASentenceWhenTheyMakeNoSense() {
    assertThatThrownBy(() -> Options.of("kit", "run", "--size", "many"))
        .isInstanceOf(Trouble.class)
        .hasMessage("--size is a whole number, not many.");
    assertThatThrownBy(() -> Options.of("kit", "run", "--size", "7")).isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> Options.of("kit", "run", "--rounds", "0")).isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> Options.of("kit", "run", "--sise", "10000"))
        .isInstanceOf(Trouble.class)
        .hasMessage("deploy/bench does not know --sise; deploy/bench --help tells what it knows.");
  }
}
