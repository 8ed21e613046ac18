package dev.steward.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn, for rows of any size. */
class ChartTest {

  private static final int SAMPLES = 100;

  /** Rows as chance makes them: none, some, tiny beside huge. */
  static List<List<Row>> anyRows() {
    Random chance = new Random(6962);
    List<List<Row>> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      int kinds = 1 + chance.nextInt(7);
      samples.add(
          IntStream.range(0, 1 + chance.nextInt(14))
              .mapToObj(row -> new Row("row " + row, null, parts(chance, kinds)))
              .toList());
    }
    return samples;
  }

  private static List<Part> parts(Random chance, int kinds) {
    return IntStream.range(0, kinds)
        .mapToObj(
            kind ->
                new Part(
                    "kind " + kind,
                    "good",
                    chance.nextBoolean() ? 0 : (long) Math.pow(10, chance.nextInt(9)),
                    "/list?kind=" + kind))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("anyRows")
  void barsStayWithinThePageAndDoNotOverlap(List<Row> rows) {
    for (Bars.Placed row : new Bars("any", rows).placed()) {
      double end = 0;
      for (Bars.Bar bar : row.bars()) {
        assertThat(percent(bar.x())).isCloseTo(end, org.assertj.core.data.Offset.offset(0.05));
        assertThat(percent(bar.width())).isPositive();
        end = percent(bar.x()) + percent(bar.width());
      }
      assertThat(end).isLessThanOrEqualTo(100.05);
    }
  }

  @ParameterizedTest
  @MethodSource("anyRows")
  void whateverIsThereIsDrawnAndNothingElse(List<Row> rows) {
    long there =
        rows.stream().flatMap(row -> row.parts().stream()).filter(part -> part.value() > 0).count();

    assertThat(new Bars("any", rows).placed().stream().mapToLong(row -> row.bars().size()).sum())
        .isEqualTo(there);
    assertThat(new Columns("any", rows).bars()).hasSize((int) there);
  }

  @ParameterizedTest
  @MethodSource("anyRows")
  void columnsStandOnTheBaseAndEndBelowTheTop(List<Row> rows) {
    Columns columns = new Columns("any", rows);

    for (Columns.Bar bar : columns.bars()) {
      double top = Double.parseDouble(bar.y());
      assertThat(top).isNotNegative();
      assertThat(top + Double.parseDouble(bar.height())).isLessThanOrEqualTo(columns.base() + 0.05);
      assertThat(percent(bar.x()) + percent(bar.width())).isLessThanOrEqualTo(100);
    }
  }

  @ParameterizedTest
  @MethodSource("anyRows")
  void coursesStayBetweenTopAndBase(List<Row> rows) {
    Course course = new Course("any", rows);

    for (Course.Line line : course.courses()) {
      for (String point : line.points().split(" ", -1)) {
        String[] place = point.split(",", -1);
        assertThat(Double.parseDouble(place[0])).isBetween(0.0, (double) Course.FIELD);
        assertThat(Double.parseDouble(place[1])).isBetween(0.0, (double) course.base());
      }
    }
    assertThat(course.courses()).hasSize(rows.getLast().parts().size());
  }

  @Test
  void aBarIsAsLongAsItsShare() {
    Bars bars =
        new Bars(
            "two",
            List.of(
                new Row("all", null, List.of(part(50), part(50))),
                new Row("half", null, List.of(part(50)))));

    assertThat(bars.placed().getFirst().bars())
        .extracting(Bars.Bar::width)
        .containsExactly("50%", "50%");
    assertThat(bars.placed().getLast().bars().getFirst().width()).isEqualTo("50%");
  }

  @Test
  void oneOfAMillionCanStillBeSeen() {
    Bars bars = new Bars("two", List.of(new Row("all", null, List.of(part(1_000_000), part(1)))));

    assertThat(percent(bars.placed().getFirst().bars().getLast().width())).isGreaterThan(0.5);
  }

  @Test
  void aPartSaysWhatItCounts() {
    Bars bars = new Bars("one", List.of(new Row("High", null, List.of(part(1_234)))));

    assertThat(bars.placed().getFirst().bars().getFirst().words()).isEqualTo("High, Good: 1,234");
  }

  @Test
  void aSingleDayIsALevelLine() {
    Course course = new Course("one", List.of(new Row("22 Nov", null, List.of(part(5)))));

    assertThat(course.courses().getFirst().points()).isEqualTo("0,14 1000,14");
  }

  @Test
  void eachDayOfALineLeadsToItsList() {
    Course course =
        new Course(
            "three",
            List.of(
                new Row("21 Nov", "/first", List.of(part(5))),
                new Row("22 Nov", null, List.of(part(4))),
                new Row("23 Nov", "/last", List.of(part(3)))));

    assertThat(course.days())
        .containsExactly(
            new Course.Day("/first", "21 Nov: 5", "0%", "25%"),
            new Course.Day("/last", "23 Nov: 3", "75%", "25%"));
  }

  @Test
  void theLegendHasEachKindOnce() {
    Bars bars =
        new Bars(
            "two",
            List.of(
                new Row("one", null, List.of(part(1))), new Row("two", null, List.of(part(2)))));

    assertThat(bars.legend()).extracting(Part::name).containsExactly("Good");
  }

  @Test
  void nothingIsCountedBelowZero() {
    assertThatThrownBy(() -> part(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "3, 5", "10, 10", "11, 20", "999999, 1000000", "1000001, 2000000"})
  void scalesEndAtRoundNumbers(long most, long scale) {
    assertThat(Numbers.roundUp(most)).isEqualTo(scale);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999, '9,999'",
    "10000, 10 k",
    "12345, 12 k",
    "1000000, 1 M",
    "1250000, 1.2 M"
  })
  void numbersAreShortWhereThereIsLittleRoom(long number, String shown) {
    assertThat(Numbers.brief(number)).isEqualTo(shown);
  }

  private static Part part(long value) {
    return new Part("Good", "good", value, null);
  }

  private static double percent(String length) {
    assertThat(length).endsWith("%");
    return Double.parseDouble(length.substring(0, length.length() - 1));
  }
}
