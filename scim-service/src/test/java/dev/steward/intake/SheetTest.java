package dev.steward.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.intake.Sheet.Line;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clientId,owner,tier\norders,ada@example.org,high\n",
        "\uFEFFclientId,owner,tier\r\norders,ada@example.org,high\r\n",
        "Client ID;Owner;Risk-Tier\norders;ada@example.org;high",
        "sep=;\r\nCLIENT_ID;OWNERS;risk tier\r\norders;ada@example.org;high\r\n",
        "client\towner email\tTier\n\norders\t ada@example.org \thigh \n",
        "\"client\",\"owner\",\"tier\"\n\"orders\",\"ada@example.org\",\"high\"\n"
      })
  void isReadHoweverItWasExported(String text) {
    assertThat(read(text).lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.cells())
                    .isEqualTo(
                        Map.of(
                            Column.CLIENT, "orders",
                            Column.OWNER, "ada@example.org",
                            Column.TIER, "high")));
  }

  /** To Keycloak they are part of it. */
  @Test
  void keepsBlanksAroundTheNameOfAClient() {
    assertThat(read("client,owner\n orders , ada \n").lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.cells())
                    .isEqualTo(Map.of(Column.CLIENT, " orders ", Column.OWNER, "ada")));
  }

  @Test
  void refusesARowWithMoreCellsThanHeadings() {
    assertThatThrownBy(() -> read("name,purpose,owner\nx,reads, and writes,ada\n"))
        .hasMessageContaining("row 2 has 4 cells under 3 headings");
    assertThat(read("name,purpose\nx,reads,,\n").lines()).hasSize(1);
  }

  @Test
  void saysThatQuotesAreNotClosed() {
    assertThatThrownBy(() -> read("name,owner\n\"x,ada\n"))
        .hasMessageContaining("double quotes that open a cell")
        .hasMessageNotContaining("apache");
  }

  @Test
  void keepsQuotedSeparatorsAndLineBreaks() {
    Line line = read("name,purpose\nx,\"reads \"\"orders\"\",\nand bills\"\n").lines().getFirst();

    assertThat(line.text(Column.PURPOSE)).contains("reads \"orders\",\nand bills");
  }

  @Test
  void countsRowsAsASpreadsheetDoes() {
    assertThat(read("name\nx\n\n\"a\nb\"\ny\n").lines())
        .extracting(Line::row)
        .containsExactly(2, 4, 5);
  }

  @Test
  void readsSeveralValuesOfOneCell() {
    assertThat(
            read("name,owner\nx,\"ada@a.example; ben, cy|ada@a.example\"\n")
                .lines()
                .getFirst()
                .words(Column.OWNER))
        .containsExactly("ada@a.example", "ben", "cy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ada@example.org | ada@example.org",
        "mailto:ada@example.org | ada@example.org",
        "Ada Lovelace <ada@example.org> | ada@example.org",
        "Ada Lovelace <ada@example.org>; Ben <mailto:ben@example.org> | ada@example.org ben@example.org",
        "\"Lovelace, Ada\" <ada@example.org>, ben | ada@example.org ben",
        "ben, Ada Lovelace < ada@example.org >cy | ben ada@example.org cy",
        "<ada@example.org> <ben@example.org> | ada@example.org ben@example.org",
        "Lovelace, Ada <ada@example.org> | Lovelace ada@example.org",
        "ada < ben | ada < ben"
      })
  void readsPeopleAsTheyStandInLetters(String cell, String people) {
    assertThat(person(cell)).containsExactly(people.split(" ", -1));
  }

  /** Each of these would take a pattern that goes back on itself very long, or all of the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\"\"", "\"", "<", "a<", "a@b ", ">"})
  void readsPeopleOfWhateverLength(String piece) {
    assertThat(person(piece.repeat(3_900 / piece.length()))).isNotEmpty();
  }

  private static List<String> person(String cell) {
    return new Line(2, Map.of(Column.OWNER, cell)).people(Column.OWNER);
  }

  @Test
  void saysWhichColumnsItDoesNotTake() {
    assertThat(read("name,Cost center,\nx,77,\n").ignored()).containsExactly("Cost center");
  }

  @Test
  void isRefusedWithWordsWhenItIsNone() {
    refused("", "headings");
    refused("name,owner\n", "headings");
    refused("owner,tier\nada,high\n", "clientId or name");
    refused("owner,owners,name\na,b,c\n", "two columns mean the same");
    refused("name\n\"x", "cannot be read");
    refused("name\nx\0y\n", "U+0000");
    refused("name,purpose\nx," + "y".repeat(5_000) + "\n", "row 2");
    refused(
        "name\n"
            + IntStream.rangeClosed(0, Sheet.MOST_ROWS)
                .mapToObj(i -> "n" + i)
                .collect(Collectors.joining("\n")),
        "at most 5,000 rows");
    refused("PK\u0003\u0004 sheet1.xml", "a workbook and no CSV");
    refused("x".repeat(500) + "\n1\n", "the headings are " + "x".repeat(40));
    assertThatThrownBy(
            () -> Sheet.read("name\nj\u00fcrgen\n".getBytes(Charset.forName("windows-1252"))))
        .hasMessageContaining("UTF-8");
  }

  @Property
  void neverFailsOtherwiseThanInWords(@ForAll String text, @ForAll List<String> cells) {
    for (String list : List.of(text, "name,owner\n" + text, "name\n" + String.join(";", cells))) {
      try {
        assertThat(Sheet.read(list.getBytes(StandardCharsets.UTF_8)).lines()).isNotEmpty();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{10,}");
      }
    }
  }

  private static void refused(String text, String because) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  private static Sheet read(String text) {
    return Sheet.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
