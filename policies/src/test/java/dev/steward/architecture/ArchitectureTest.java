package dev.steward.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {

  private static final JavaClasses MAIN = HouseRules.mainClasses();

  @ParameterizedTest
  @FieldSource("dev.steward.architecture.HouseRules#ALL")
  void theRulesOfTheHouseHold(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "identity, ",
    "permit,   dev.steward.identity..",
    "seal,     dev.steward.identity.. dev.steward.permit.. com.nimbusds..",
    "ledger,   dev.steward.identity.. com.nimbusds..",
    "control,  dev.steward.identity.. org.snakeyaml.engine.."
  })
  void everyPackageKnowsTheJdkAndNoMoreThan(String name, String others) {
    String[] known =
        Stream.concat(
                Stream.of("java..", "org.jspecify..", "dev.steward." + name + ".."),
                others == null ? Stream.empty() : Stream.of(others.split(" ")))
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage("dev.steward." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known)
        .check(MAIN);
  }

  @Test
  void noClassIsLongerThanAReaderCanHold() {
    assertThat(HouseRules.tooLong(Path.of("src/main/java"))).isEmpty();
  }
}
