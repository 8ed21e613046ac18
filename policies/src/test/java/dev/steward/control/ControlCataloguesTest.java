package dev.steward.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.steward.control.Control.Evidence;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.ControlLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCataloguesTest {

  @Nested
  class TheStandardOnes {

    private final ControlCatalogues catalogues = ControlCatalogues.standard();

    @Test
    void coverTheFrameworksThatAreSpokenOf() {
      assertThat(catalogues.all())
          .extracting(ControlCatalogue::framework)
          .containsExactly(
              "iso42001",
              "iso27001",
              "nist80053",
              "nistcsf",
              "owasp-nhi",
              "owasp-asi",
              "eu-ai-act");
    }

    @Test
    void areAllTheFilesInTheirDirectory() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("controls"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrderElementsOf(ControlCatalogues.STANDARD);
      }
    }

    @Test
    void areTheSameFromTheirDirectory() {
      ControlCatalogues fromDirectory = ControlCatalogues.from(Path.of("controls"));

      assertThat(fromDirectory.all()).containsExactlyInAnyOrderElementsOf(catalogues.all());
      assertThat(fromDirectory.crosswalk()).isEqualTo(catalogues.crosswalk());
    }

    @ParameterizedTest
    @CsvSource({
      "A.2, 3", "A.3, 2", "A.4, 5", "A.5, 4", "A.6, 9", "A.7, 5", "A.8, 4", "A.9, 3", "A.10, 3"
    })
    void haveEveryControlOfIso42001(String group, int controls) {
      assertThat(iso42001().controls())
          .hasSize(38)
          .filteredOn(control -> control.group().equals(group))
          .hasSize(controls)
          .allSatisfy(control -> assertThat(control.id()).startsWith(group + "."));
    }

    @Test
    void sayOfEveryIso42001ControlWhatARegistryCanShow() {
      assertThat(iso42001().controls())
          .allSatisfy(
              control -> {
                assertThat(control.evidence()).isNotNull();
                assertThat(control.shows()).endsWith(".");
              });
      assertThat(iso42001().controls())
          .filteredOn(control -> control.evidence() == Evidence.STRONG)
          .extracting(Control::id)
          .containsExactly("A.3.2", "A.6.2.5", "A.6.2.6", "A.6.2.8", "A.9.2", "A.9.4", "A.10.2");
    }

    @Test
    void crossFromOneFrameworkToEveryOther() {
      List<ControlLink> related = catalogues.crosswalk().related(ControlLink.of("iso42001:A.3.2"));

      assertThat(related)
          .contains(
              ControlLink.of("iso27001:5.16"),
              ControlLink.of("nist80053:AC-2b"),
              ControlLink.of("nistcsf:GV.RR-02"),
              ControlLink.of("owasp-nhi:NHI1"),
              ControlLink.of("eu-ai-act:26(2)"))
          .doesNotContain(ControlLink.of("iso42001:A.3.2"));
    }

    @Test
    void haveEveryStrongControlInTheCrosswalk() {
      assertThat(iso42001().controls())
          .filteredOn(control -> control.evidence() == Evidence.STRONG)
          .allSatisfy(
              control ->
                  assertThat(
                          catalogues.crosswalk().related(new ControlLink("iso42001", control.id())))
                      .isNotEmpty());
    }

    private ControlCatalogue iso42001() {
      return catalogues.catalogue("iso42001").orElseThrow();
    }
  }

  @Nested
  class ALink {

    private final ControlCatalogues catalogues = ControlCatalogues.standard();

    @Test
    void toAKnownControlPasses() {
      assertThatNoException()
          .isThrownBy(
              () ->
                  catalogues.check(
                      Set.of(
                          ControlLink.of("iso42001:A.3.2"),
                          ControlLink.of("eu-ai-act:14(4)(e)"),
                          ControlLink.of("nist80053:AC-2(13)"))));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "iso42001:A.3.9    | did you mean A.3.3, A.3.2?",
          "iso42001:A.6.2.9  | did you mean A.6.2.8, A.6.2.7, A.6.2.6?",
          "iso42001:A.32     | did you mean A.3.2?",
          "iso42001:a.3.2    | did you mean A.3.2?",
          "iso27001:5.61     | did you mean 5.21, 5.16?",
          "nist80053:AC2     | did you mean AC-2?",
          "owasp-nhi:NHI11   | did you mean NHI10, NHI1?",
          "iso42002:A.3.2    | did you mean iso42001?",
          "iso-42001:A.3.2   | did you mean iso42001?",
          "iso42001:whatever | look its ids up in the catalogue",
          "pci-dss:8.6       | known are iso42001, iso27001, nist80053, nistcsf, owasp-nhi, owasp-asi, eu-ai-act"
        })
    void toAnUnknownControlIsRefusedWithTheNearestIds(String link, String hint) {
      assertThatExceptionOfType(ChangeRefused.class)
          .isThrownBy(() -> catalogues.check(ControlLink.of(link)))
          .withMessageStartingWith(link + ": ")
          .withMessageEndingWith(hint)
          .satisfies(refused -> assertThat(refused.rule()).isEqualTo(Rule.UNKNOWN_CONTROL));
    }

    @Test
    void isRefusedAmongLinksThatPass() {
      assertThatExceptionOfType(ChangeRefused.class)
          .isThrownBy(
              () ->
                  catalogues.check(
                      Set.of(ControlLink.of("iso42001:A.3.2"), ControlLink.of("iso42001:A.3.4"))))
          .withMessageContaining("A.3.4");
    }

    @Test
    void isNotRepeatedWhenItIsEndless() {
      ControlLink endless = new ControlLink("iso42001", "A".repeat(100_000));

      assertThatExceptionOfType(ChangeRefused.class)
          .isThrownBy(() -> catalogues.check(endless))
          .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }
  }

  @Nested
  class AFile {

    private static final String GOOD =
        """
        framework: house
        title: Rules of the house
        groups:
          H: House
        controls:
          - id: H.1
            title: Wipe your feet
            group: H
            evidence: strong
            shows: Footprints.
        """;

    @TempDir private Path directory;

    @Test
    void isReadFromADirectoryOfTheSite() throws IOException {
      Files.writeString(directory.resolve("house.yaml"), GOOD);
      Files.writeString(directory.resolve("notes.txt"), "not a catalogue");

      assertThat(ControlCatalogues.from(directory).find(ControlLink.of("house:H.1")))
          .contains(new Control("H.1", "Wipe your feet", "H", Evidence.STRONG, "Footprints."));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "framework: house      | framwork: house    | house.yaml:1: framwork is not one of",
          "title: Wipe your feet | titel: Wipe        | house.yaml:7: titel is not one of",
          "title: Wipe your feet | title: ''          | house.yaml:7: title is a text",
          "title: Wipe your feet | title: [Wipe]      | house.yaml:7: title is a text",
          "title: Rules of the house | ''             | house.yaml:1: title is missing",
          "id: H.1               | title: Twice       | house.yaml:7: title is there twice",
          "group: H              | group: I           | house.yaml:6: no group I",
          "evidence: strong      | evidence: proof    | house.yaml:6: evidence is strong, partial or link",
          "controls:             | controls: none #   | house.yaml:",
          "'  H: House'          | '  - H'            | house.yaml:4: this is a mapping",
          "framework: house      | framework: [       | house.yaml:"
        })
    void isRefusedWithFileAndLine(String good, String bad, String message) throws IOException {
      refused(GOOD.replace(good, bad), message);
    }

    @Test
    void isRefusedWhenItSaysAControlTwice() throws IOException {
      refused(
          GOOD + "  - {id: H.1, title: Wipe again, group: H}\n",
          "house.yaml:11: control H.1 is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "just text", "- a\n- b\n", "capabilities: []\n"})
    void isRefusedWhenItIsNoCatalogue(String yaml) throws IOException {
      refused(yaml, "house.yaml");
    }

    @Test
    void isRefusedWhenAnotherOneIsOfTheSameFramework() throws IOException {
      Files.writeString(directory.resolve("a.yaml"), GOOD);

      refused(GOOD, "house.yaml:1: framework house has a catalogue already");
    }

    @Test
    void isRefusedWhenItsCrosswalkLeadsNowhere() throws IOException {
      Files.writeString(directory.resolve("a.yaml"), GOOD);

      refused(
          """
          capabilities:
            - id: tidy
              title: The house is tidy
              controls: [house:H.2]
          """,
          "did you mean H.1?");
    }

    private void refused(String yaml, String message) throws IOException {
      Files.writeString(directory.resolve("house.yaml"), yaml);

      assertThatExceptionOfType(BrokenCatalogueException.class)
          .isThrownBy(() -> ControlCatalogues.from(directory))
          .withMessageContaining(message);
    }
  }
}
