package dev.steward.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses();
  private static final Path SOURCES = Path.of("src", "main", "java");

  static List<ArchRule> rulesOfTheHouse() {
    return HouseRules.ALL;
  }

  static List<ArchRule> rulesOfDirection() {
    return List.of(
        noClasses()
            .that()
            .resideInAPackage("dev.steward.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.steward.scim..", "dev.steward.certification..", "dev.steward.ownership..")
            .because("the registry does not know who called it"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.steward.delivery..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .because("only delivery talks to Keycloak"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.steward.registry..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("IdentityRow"),
        classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .because("a row is its package's own"),
        noClasses()
            .that()
            .resideInAnyPackage("dev.steward..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.keycloak..")
            .because("the registry speaks HTTP to Keycloak"),
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.steward.address.AddressPart")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.URLEncoder")
            .because("a text stands in every address in the same way"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.scheduler.Scheduled")
            .because("a timer in memory is lost with the process"),
        methods()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.GET")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.POST")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PUT")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PATCH")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.DELETE")
            .should()
            .beDeclaredInClassesThat()
            .areNotInterfaces()
            .andShould()
            .beDeclaredInClassesThat()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
            .because("security annotations do not reach inherited endpoints"));
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheHouse")
  void keepsTheRulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rulesOfDirection")
  void keepsTheRulesOfDirection(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void hasNoClassTooLongToRead() {
    assertThat(HouseRules.tooLong(SOURCES)).isEmpty();
  }

  @Test
  void writesARowOnlyInTheRoomThatOwnsIt() throws IOException {
    assertThat(writersOf("ledger_entry")).allMatch(file -> file.contains("/evidence/"));
    assertThat(writersOf("parcel")).allMatch(file -> file.contains("/delivery/"));
    assertThat(writersOf("person")).allMatch(file -> file.contains("/people/"));
    assertThat(writersOf("person_value")).allMatch(file -> file.contains("/people/"));
    assertThat(writersOf("scim_group")).allMatch(file -> file.contains("/group/"));
    assertThat(writersOf("scim_group_member")).allMatch(file -> file.contains("/group/"));
    assertThat(writersOf("review")).allMatch(file -> file.contains("/certification/"));
    assertThat(writersOf("signal")).allMatch(file -> file.contains("/signal/"));
    assertThat(writersOf("use_of_client")).allMatch(file -> file.contains("/usage/"));
    assertThat(writersOf("identity")).allMatch(file -> file.contains("/registry/"));
    assertThat(writersOf("ledger_entry")).isNotEmpty();
  }

  /** The sources with SQL that changes a table. */
  private static List<String> writersOf(String table) throws IOException {
    Pattern write =
        Pattern.compile("(insert\\s+into|update|delete\\s+from)\\s+" + table + "[\\s(]");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> write.matcher(read(file)).find())
          .map(file -> file.toString().replace('\\', '/'))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
