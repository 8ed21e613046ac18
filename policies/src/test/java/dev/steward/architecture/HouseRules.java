package dev.steward.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules that hold in every room of the house. Each module's tests apply them to its classes.
 */
public final class HouseRules {

  private static final int MOST_LINES = 250;

  private static final Pattern AT_THE_EDGE =
      Pattern.compile("(Resource|Endpoint|ScimException|ExceptionMapper|Problem|Keycloak|Gate)");

  private static final Set<String> STATUS_OWNERS =
      Set.of(
          "jakarta.ws.rs.core.Response$Status",
          "java.net.HttpURLConnection",
          "java.net.http.HttpResponse");

  private HouseRules() {}

  public static final ArchRule TIME_COMES_FROM_AN_INJECTED_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(target("reads the wall clock", HouseRules::readsTheWallClock))
          .because("every test can travel in time")
          .allowEmptyShould(true);

  public static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("dev.steward.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  public static final ArchRule DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.persistence.PersistenceContext")
          .orShould()
          .beAnnotatedWith("jakarta.ws.rs.core.Context")
          .orShould()
          .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
          .orShould()
          .beAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RestClient")
          .allowEmptyShould(true);

  public static final ArchRule STATUS_CODES_STAY_AT_THE_EDGE =
      noClasses()
          .that(not(describe("speak HTTP", HouseRules::isAtTheEdge)))
          .should()
          .accessTargetWhere(target("is about HTTP status codes", HouseRules::isAboutStatus))
          .because("status codes live in resources, ScimException and those who speak to Keycloak")
          .allowEmptyShould(true);

  public static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .should()
          .haveNameMatching(".*[.$]\\w*(Util|Utils|Helper|Helpers|Manager|Impl|DTO|Dto)")
          .orShould()
          .haveNameMatching(".*[.$](Base|Abstract)[A-Z]\\w*")
          .allowEmptyShould(true);

  /** Every rule that looks at classes. */
  public static final List<ArchRule> ALL =
      List.of(
          TIME_COMES_FROM_AN_INJECTED_CLOCK,
          PACKAGES_FORM_NO_CYCLES,
          DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR,
          STATUS_CODES_STAY_AT_THE_EDGE,
          NAMES_SAY_WHAT_A_THING_IS);

  /** The classes of the house that are not tests. */
  public static JavaClasses mainClasses() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.steward");
  }

  /**
   * The sources under a directory with more lines than a reader can hold, blank ones and imports
   * aside.
   */
  public static List<Path> tooLong(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> lines(file) > MOST_LINES)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("import ")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readsTheWallClock(AccessTarget target) {
    String owner = target.getOwner().getName();
    return switch (target.getName()) {
      case "now" -> owner.startsWith("java.time.") && !takesAClock(target);
      case "currentTimeMillis" -> owner.equals("java.lang.System");
      case "<init>" -> owner.equals("java.util.Date") && takesNothing(target);
      case "getInstance" -> owner.equals("java.util.Calendar");
      default -> false;
    };
  }

  private static boolean takesAClock(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().stream()
            .map(JavaClass::getName)
            .anyMatch("java.time.Clock"::equals);
  }

  private static boolean takesNothing(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget unit && unit.getRawParameterTypes().isEmpty();
  }

  private static boolean isAboutStatus(AccessTarget target) {
    String owner = target.getOwner().getName();
    return switch (target.getName()) {
      case "status" -> owner.startsWith("jakarta.ws.rs.core.Response");
      case "getStatus", "getStatusInfo" -> owner.equals("jakarta.ws.rs.core.Response");
      case "statusCode" -> STATUS_OWNERS.contains(owner);
      default -> STATUS_OWNERS.contains(owner) && !owner.endsWith("HttpResponse");
    };
  }

  private static boolean isAtTheEdge(JavaClass one) {
    return AT_THE_EDGE.matcher(one.getName().substring(one.getPackageName().length())).find();
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      String description, Predicate<AccessTarget> wanted) {
    return describe("target " + description, access -> wanted.test(access.getTarget()));
  }
}
