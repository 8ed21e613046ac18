package dev.steward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

  private static final Entry REVOKED =
      entry(
          Map.of("reason", "unused since May", "after", Map.of("scopes", List.of("read"), "a", 1)));

  private static final String TEXT =
      "{\"actor\":{\"client\":\"console\",\"subject\":\"p-1\",\"type\":\"PERSON\"},"
          + "\"at\":\"2026-11-21T10:00:00Z\","
          + "\"detail\":{\"after\":{\"a\":1,\"scopes\":[\"read\"]},\"reason\":\"unused since May\"},"
          + "\"event\":\"Revoke\","
          + "\"id\":\"00000000-0000-0000-0000-000000000001\","
          + "\"identity\":\"00000000-0000-0000-0000-000000000002\","
          + "\"version\":3}";

  @Test
  void isOneLineOfSortedJson() {
    assertThat(REVOKED.text()).isEqualTo(TEXT);
  }

  @Test
  void isReadBackFromItsText() {
    assertThat(Entry.parse(TEXT)).isEqualTo(REVOKED);
  }

  @Test
  void namesTheBulkThatItCameIn() {
    Entry entry =
        new Entry(
            REVOKED.id(),
            REVOKED.at(),
            REVOKED.actor().inBulk("b-7"),
            REVOKED.event(),
            REVOKED.identity(),
            REVOKED.version(),
            REVOKED.detail());

    assertThat(entry.text()).isEqualTo(TEXT.replace("{\"client\"", "{\"bulk\":\"b-7\",\"client\""));
    assertThat(Entry.parse(entry.text())).isEqualTo(entry);
  }

  @Test
  void staysOneLineWhateverItsDetailSays() {
    Entry entry =
        entry(Map.of("reason", "one\r\ntwo\u2028three \u0000 ünï \uD83D\uDE00 </script>"));

    assertThat(entry.text().lines()).hasSize(1);
    assertThat(Entry.parse(entry.text())).isEqualTo(entry);
  }

  @Test
  void keepsItsDetailToItself() {
    List<Object> scopes = new ArrayList<>(List.of("read"));
    Entry entry = entry(Map.of("scopes", scopes));

    scopes.add("write");

    assertThat(entry.detail()).isEqualTo(Map.of("scopes", List.of("read")));
  }

  @Nested
  class RefusesATextThat {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "null",
          "[]",
          "{}",
          "{",
          "not json",
          "{\"id\":1}",
          "{\"detail\":{\"deep\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}}"
        })
    void isNoEntry(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(text));
    }

    @Test
    void hasASpace() {
      refused(TEXT + " ");
      refused(TEXT + "\n");
      refused(TEXT.replace("\"version\":", "\"version\": "));
    }

    @Test
    void hasItsKeysInAnotherOrder() {
      refused("{\"version\":3," + TEXT.substring(1).replace(",\"version\":3}", "}"));
    }

    @Test
    void saysAThingTwice() {
      refused(TEXT.replace("\"version\":3", "\"version\":2,\"version\":3"));
    }

    @Test
    void saysMoreThanAnEntry() {
      refused(TEXT.replace("\"version\":3", "\"version\":3,\"vote\":1"));
    }

    @Test
    void spellsAValueInAnotherWay() {
      refused(TEXT.replace(":3}", ":3.0}"));
      refused(TEXT.replace(":3}", ":03}"));
      refused(TEXT.replace(":3}", ":\"3\"}"));
      refused(TEXT.replace("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"));
      refused(TEXT.replace("2026-11-21T10:00:00Z", "2026-11-21T11:00:00+01:00"));
      refused(TEXT.replace("2026-11-21T10:00:00Z", "yesterday"));
      refused(TEXT.replace("00000000-0000-0000-0000-000000000001", "0-0-0-0-1"));
      refused(TEXT.replace("PERSON", "person"));
      refused(TEXT.replace("unused", "\\u0075nused"));
      refused(
          TEXT.replace(
              "\"identity\":\"00000000-0000-0000-0000-000000000002\"", "\"identity\":null"));
    }

    @Test
    void isLongerThanAnyEntry() {
      refused(TEXT.replace("unused", "x".repeat(Entry.LONGEST_TEXT)));
    }

    private static void refused(String text) {
      assertThat(text).isNotEqualTo(TEXT);
      assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(text));
    }
  }

  @Nested
  class CannotBeMadeOf {

    @Test
    void fractionsBecauseTheyHaveManySpellings() {
      assertThatIllegalArgumentException().isThrownBy(() -> entry(Map.of("share", 0.5)));
    }

    @Test
    void halfASurrogatePairBecauseItsBytesAreThoseOfAQuestionMark() {
      assertThatIllegalArgumentException().isThrownBy(() -> entry(Map.of("reason", "\uD83D")));
      assertThatIllegalArgumentException().isThrownBy(() -> entry(Map.of("\uDE00", "reason")));
    }
  }

  private static Entry entry(Map<String, Object> detail) {
    return new Entry(
        new UUID(0, 1),
        Instant.parse("2026-11-21T10:00:00Z"),
        new Actor(Actor.Type.PERSON, "p-1", "console"),
        "Revoke",
        new Identity.Id(new UUID(0, 2)),
        3,
        detail);
  }
}
