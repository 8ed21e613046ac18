package dev.steward.keycloak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.steward.architecture.HouseRules;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses();

  static Stream<ArchRule> rules() {
    return Stream.concat(
        HouseRules.ALL.stream(),
        Stream.of(
            classes()
                .that()
                .resideInAPackage("dev.steward.keycloak..")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveNameMatching(
                    ".*(Factory|GateResource|StewardClaims|HeldPermitRow|ClientOriginRow)"),
            noClasses()
                .that()
                .resideInAPackage("dev.steward.keycloak..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "dev.steward.ledger..", "dev.steward.control..", "dev.steward.registry..")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRulesOfTheHouseHold(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyFileFitsIntoAReadersHead() {
    assertThat(HouseRules.tooLong(Path.of("src"))).isEmpty();
  }
}
