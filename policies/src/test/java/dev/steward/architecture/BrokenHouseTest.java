package dev.steward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the house notice what they forbid. */
class BrokenHouseTest {

  @Test
  void noticesEveryWayToReadTheWallClock() {
    ArchRule rule = HouseRules.TIME_COMES_FROM_AN_INJECTED_CLOCK;

    assertThat(holds(rule, InstantNow.class)).isFalse();
    assertThat(holds(rule, DateNowInAZone.class)).isFalse();
    assertThat(holds(rule, NowByReference.class)).isFalse();
    assertThat(holds(rule, Millis.class)).isFalse();
    assertThat(holds(rule, NowByClock.class)).isTrue();
  }

  @Test
  void noticesStatusCodesAwayFromTheEdge() {
    ArchRule rule = HouseRules.STATUS_CODES_STAY_AT_THE_EDGE;

    assertThat(holds(rule, Reviews.class)).isFalse();
    assertThat(holds(rule, ReviewResource.class)).isTrue();
  }

  @Test
  void noticesNamesThatSayNothing() {
    ArchRule rule = HouseRules.NAMES_SAY_WHAT_A_THING_IS;

    assertThat(holds(rule, ReviewManager.class)).isFalse();
    assertThat(holds(rule, AbstractReview.class)).isFalse();
    assertThat(holds(rule, Reviews.class)).isTrue();
  }

  @Test
  void noticesSourcesThatAreTooLong(@TempDir Path sources) throws IOException {
    Path shorter = Files.writeString(sources.resolve("Short.java"), "line\n\n".repeat(250));
    Path longer = Files.writeString(sources.resolve("Long.java"), "line\n".repeat(251));

    assertThat(HouseRules.tooLong(sources)).containsExactly(longer).doesNotContain(shorter);
  }

  private static boolean holds(ArchRule rule, Class<?> one) {
    return !rule.evaluate(new ClassFileImporter().importClasses(one)).hasViolation();
  }

  record InstantNow() {
    Instant now() {
      return Instant.now();
    }
  }

  record DateNowInAZone() {
    LocalDate today() {
      return LocalDate.now(ZoneOffset.UTC);
    }
  }

  record NowByReference() {
    Supplier<Instant> now() {
      return Instant::now;
    }
  }

  record Millis() {
    long now() {
      return System.currentTimeMillis();
    }
  }

  record NowByClock(Clock clock) {
    LocalDate today() {
      return LocalDate.now(clock);
    }
  }

  record Reviews(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }
  }

  record ReviewResource(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }
  }

  record ReviewManager() {}

  record AbstractReview() {}
}
