package dev.steward.intake;

import dev.steward.adoption.Adopted;
import dev.steward.adoption.Adoptions;
import dev.steward.adoption.Adoptions.Order;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.intake.Imported.Outcome;
import dev.steward.intake.Row.Unreadable;
import dev.steward.intake.Row.Wanted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a list, row by row: each is taken as a whole or not at all, whatever comes of the
 * others.
 *
 * <p>A row about a client that acts on its own becomes an adoption, so that nothing is governed
 * before its owner accepts. One without such a client is registered as a proposal.
 */
@ApplicationScoped
class Imports {

  private static final int BATCH = 500;

  private final Adoptions adoptions;
  private final Proposals proposals;
  private final Ledger ledger;

  Imports(Adoptions adoptions, Proposals proposals, Ledger ledger) {
    this.adoptions = adoptions;
    this.proposals = proposals;
    this.ledger = ledger;
  }

  /** What would come of each row. */
  List<Imported> preview(List<Row> rows) {
    return take(rows, null);
  }

  /**
   * Takes every row in that can be taken, and tells of each what came of it.
   *
   * @param list what the rows were read from
   */
  List<Imported> run(List<Row> rows, Actor actor, byte[] list) {
    List<Imported> results = take(rows, actor);
    Map<String, Object> detail =
        new TreeMap<>(
            results.stream()
                .collect(
                    Collectors.groupingBy(
                        one -> one.outcome().word(),
                        Collectors.collectingAndThen(Collectors.counting(), Long::intValue))));
    detail.put("rows", results.size());
    detail.put("sha256", digest(list));
    QuarkusTransaction.requiringNew()
        .run(() -> ledger.append(actor, "ListImported", null, 0, detail));
    return results;
  }

  /**
   * Goes through the rows.
   *
   * @param actor who takes them in, or null to do nothing
   */
  private List<Imported> take(List<Row> rows, @Nullable Actor actor) {
    List<Imported> results = new ArrayList<>();
    List<Wanted> wanted = wanted(withoutStrayBlanks(rows), results);
    for (int from = 0; from < wanted.size(); from += BATCH) {
      results.addAll(takeBatch(wanted.subList(from, Math.min(wanted.size(), from + BATCH)), actor));
    }
    return results.stream().sorted(Comparator.comparingInt(Imported::row)).toList();
  }

  /** Blanks around a name are no part of it, unless there is a client that is called so. */
  private List<Row> withoutStrayBlanks(List<Row> rows) {
    Set<String> blank =
        rows.stream()
            .map(Row::name)
            .filter(name -> !name.equals(name.strip()))
            .collect(Collectors.toSet());
    if (blank.isEmpty()) {
      return rows;
    }
    Set<String> clients = adoptions.adoptable(blank);
    return rows.stream()
        .map(row -> clients.contains(row.name()) ? row : row.called(row.name().strip()))
        .toList();
  }

  /** The rows that can be taken; the others are refused. */
  private static List<Wanted> wanted(List<Row> rows, List<Imported> refused) {
    List<Wanted> wanted = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    Set<String> clients =
        rows.stream()
            .filter(row -> row instanceof Wanted one && one.meansClient())
            .map(Row::name)
            .collect(Collectors.toSet());
    for (Row row : rows) {
      // To Keycloak, clients whose names differ by case are several; identities would be one.
      String name = clients.contains(row.name()) ? row.name() : row.name().toLowerCase(Locale.ROOT);
      Integer earlier = name.isEmpty() ? null : numbers.putIfAbsent(name, row.number());
      if (earlier != null) {
        refused.add(
            Imported.refused(
                row.number(),
                row.name(),
                "DUPLICATE_ROW",
                "row %d names it too".formatted(earlier)));
        continue;
      }
      switch (row) {
        case Wanted one -> wanted.add(one);
        case Unreadable one ->
            refused.add(Imported.refused(one.number(), one.name(), one.reason(), one.detail()));
      }
    }
    return wanted;
  }

  private List<Imported> takeBatch(List<Wanted> batch, @Nullable Actor actor) {
    Set<String> clients =
        new HashSet<>(adoptions.adoptable(batch.stream().map(Wanted::name).toList()));
    batch.stream().filter(Wanted::meansClient).forEach(one -> clients.add(one.name()));
    List<Wanted> adopted = batch.stream().filter(one -> clients.contains(one.name())).toList();
    List<Wanted> others = batch.stream().filter(one -> !clients.contains(one.name())).toList();
    List<Imported> results = new ArrayList<>(adopt(adopted, actor));
    results.addAll(proposals.take(others, actor));
    return results;
  }

  private List<Imported> adopt(List<Wanted> rows, @Nullable Actor actor) {
    List<Order> orders =
        rows.stream().map(row -> new Order(row.name(), row.template(), row.owners())).toList();
    List<Adopted> adopted =
        actor == null ? adoptions.preview(orders) : adoptions.open(orders, actor);
    List<Imported> results = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      results.add(imported(rows.get(i), adopted.get(i)));
    }
    return results;
  }

  private static Imported imported(Wanted row, Adopted adopted) {
    boolean registered = Adoptions.REGISTERED.equals(adopted.reason());
    Outcome outcome =
        switch (adopted.outcome()) {
          case WOULD_ASK -> Outcome.WOULD_ASK;
          case ASKED -> Outcome.ASKED;
          case UNCHANGED -> Outcome.UNCHANGED;
          case REFUSED -> registered ? Outcome.UNCHANGED : Outcome.REFUSED;
        };
    return new Imported(
        row.number(),
        row.name(),
        outcome,
        adopted.adoption(),
        null,
        adopted.warnings(),
        adopted.reason(),
        adopted.detail());
  }

  private static String digest(byte[] list) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(list));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK knows SHA-256", e);
    }
  }
}
