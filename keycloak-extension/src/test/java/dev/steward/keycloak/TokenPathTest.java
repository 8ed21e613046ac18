package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.steward.architecture.HouseRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What our own code does between a request for a token and its answer. Everything is followed that
 * can be called from where Keycloak calls us, through interfaces and lambdas too; Keycloak and
 * libraries are not.
 */
class TokenPathTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses();

  /** Where Keycloak calls us while it answers, and where the gate hears of what it observes. */
  private static final List<String> BEGINNINGS =
      List.of(
          "PermitGuard.beforeIssuing",
          "PermitGuard.afterIssuing",
          "PermitGuard.onUse",
          "TokenGuard.process",
          "StewardClaims.setClaim",
          "Witness.wouldHaveDenied",
          "TokenRequestInProgress.commitImpl",
          "TokenRequestInProgress.rollbackImpl");

  private static final List<String> WAITING =
      List.of(
          "java.util.concurrent.locks.",
          "java.util.concurrent.BlockingQueue",
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.Semaphore",
          "java.lang.Object.wait",
          "java.lang.Thread.sleep",
          "java.lang.Thread.join");

  private static final List<String> OUTSIDE =
      List.of(
          "java.io.File",
          "java.io.RandomAccessFile",
          "java.nio.file.",
          "java.nio.channels.",
          "java.net.http.",
          "java.net.Socket",
          "java.net.URL.",
          "java.net.InetAddress.getAllByName",
          "java.sql.",
          "javax.sql.");

  /** A read of the database is left out: one is made before a client is refused as tampered. */
  private static final Set<String> WRITES =
      Set.of("persist", "merge", "remove", "executeUpdate", "flush", "lock", "setLockMode");

  private static final Set<String> ADDING =
      Set.of(
          "put",
          "putAll",
          "putIfAbsent",
          "compute",
          "computeIfAbsent",
          "computeIfPresent",
          "merge",
          "replace",
          "replaceAll",
          "remove",
          "clear");

  private static final Set<JavaCodeUnit> WAY = wayOfTokens();

  @Test
  void answeringARequestForATokenTakesNoLockAndWaitsForNobody() {
    assertThat(onTheWay(unit -> unit.getModifiers().contains(JavaModifier.SYNCHRONIZED))).isEmpty();
    assertThat(onTheWay(unit -> calls(unit, target -> startsWithAny(target, WAITING)))).isEmpty();
  }

  @Test
  void answeringARequestForATokenWritesNothingAndTouchesNeitherFilesNorTheNetwork() {
    assertThat(onTheWay(unit -> calls(unit, target -> startsWithAny(target, OUTSIDE)))).isEmpty();
    assertThat(onTheWay(unit -> calls(unit, TokenPathTest::writesRows))).isEmpty();
  }

  /** Adding to a concurrent hash map locks a bin; asking one locks nothing. */
  @Test
  void whateverIsRememberedOnTheWayIsInMapsThatDoNotLock() {
    assertThat(onTheWay(unit -> hasMapThatLocks(unit) && calls(unit, TokenPathTest::addsToAMap)))
        .isEmpty();
  }

  /** The rules see methods that are synchronized, and not statements. */
  @Test
  void locksAreTakenByMethodsOnly() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(file -> read(file).contains("synchronized ("));
    }
  }

  /** What is followed reaches what is known to be on the way. */
  @Test
  void theWayIsFollowedToItsEnds() {
    assertThat(WAY.stream().map(TokenPathTest::nameOf))
        .contains(
            "Permit.decide",
            "PermitSeal.open",
            "HeldPermits.named",
            "ClientRows.find",
            "UseMeter.count",
            "WordCounts.add",
            "Signals.suspect",
            "WouldHaveDenied.record");
  }

  private static List<String> onTheWay(Predicate<JavaCodeUnit> what) {
    return WAY.stream().filter(what).map(JavaCodeUnit::getFullName).toList();
  }

  private static Set<JavaCodeUnit> wayOfTokens() {
    Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    Deque<JavaCodeUnit> next = new ArrayDeque<>(beginnings());
    while (!next.isEmpty()) {
      JavaCodeUnit unit = next.pop();
      if (reached.add(unit)) {
        targets(unit).forEach(target -> next.addAll(ours(target)));
      }
    }
    return reached;
  }

  private static List<JavaCodeUnit> beginnings() {
    List<JavaCodeUnit> found = new ArrayList<>();
    for (String name : BEGINNINGS) {
      List<JavaCodeUnit> named =
          ours(name.substring(0, name.indexOf('.'))).getCodeUnits().stream()
              .filter(unit -> nameOf(unit).equals(name))
              .toList();
      assertThat(named).as(name).isNotEmpty();
      found.addAll(named);
    }
    return found;
  }

  private static JavaClass ours(String simpleName) {
    return CLASSES.stream()
        .filter(one -> one.getSimpleName().equals(simpleName))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + simpleName));
  }

  private static Stream<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
    return Stream.concat(
            unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
        .map(JavaAccess::getTarget)
        .filter(CodeUnitAccessTarget.class::isInstance)
        .map(CodeUnitAccessTarget.class::cast);
  }

  /** The code of ours that such a call may run: the method itself, and those that override it. */
  private static List<JavaCodeUnit> ours(CodeUnitAccessTarget target) {
    List<JavaCodeUnit> found = new ArrayList<>();
    target.resolveMember().ifPresent(found::add);
    target.getOwner().getAllSubclasses().stream()
        .flatMap(heir -> heir.getCodeUnits().stream())
        .filter(
            unit ->
                unit.getName().equals(target.getName())
                    && unit.getRawParameterTypes().size() == target.getRawParameterTypes().size())
        .forEach(found::add);
    return found.stream()
        .filter(unit -> unit.getOwner().getPackageName().startsWith("dev.steward"))
        .toList();
  }

  private static boolean calls(JavaCodeUnit unit, Predicate<AccessTarget> what) {
    return targets(unit).anyMatch(what);
  }

  private static boolean startsWithAny(AccessTarget target, List<String> beginnings) {
    return beginnings.stream().anyMatch(target.getFullName()::startsWith);
  }

  private static boolean writesRows(AccessTarget target) {
    return target.getOwner().getPackageName().startsWith("jakarta.persistence")
        && WRITES.contains(target.getName());
  }

  private static boolean hasMapThatLocks(JavaCodeUnit unit) {
    return unit.getOwner().getDirectDependenciesFromSelf().stream()
        .anyMatch(on -> on.getTargetClass().isEquivalentTo(ConcurrentHashMap.class));
  }

  private static boolean addsToAMap(AccessTarget target) {
    return target.getOwner().isAssignableTo(Map.class) && ADDING.contains(target.getName());
  }

  private static String nameOf(JavaCodeUnit unit) {
    return unit.getOwner().getSimpleName() + "." + unit.getName();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
