package dev.steward.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeksTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T23:59:59Z, 2026-11-16",
    "2026-11-23T00:00:00Z, 2026-11-23",
    "2026-01-01T12:00:00Z, 2025-12-29"
  })
  void beginOnTheirMonday(Instant instant, LocalDate monday) {
    assertThat(Weeks.of(instant)).isEqualTo(monday);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12})
  void followEachOther(int many) {
    var weeks = Weeks.from(LocalDate.of(2026, 11, 23), many);

    assertThat(weeks).hasSize(many).allMatch(day -> day.getDayOfWeek() == DayOfWeek.MONDAY);
    assertThat(weeks.getLast()).isEqualTo(weeks.getFirst().plusWeeks(many - 1L));
  }
}
