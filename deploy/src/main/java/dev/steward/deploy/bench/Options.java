package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a run of the benchmark is told.
 *
 * @param sizes how many identities each registry holds, ascending
 * @param connections how many callers ask at once
 * @param rounds how often each server has its turn at each operation
 * @param turn how many requests a turn has
 * @param warmUp how many requests of an operation a server has had before anything counts
 * @param port the first of the ports to use
 * @param only a regular expression for the operations to measure; others are left out
 * @param plans where to write the plans of queries; empty for nowhere
 * @param users how many users Keycloak holds
 * @param inventory how many clients of one realm to walk through instead; 0 for none
 */
record Options(
    Path kit,
    Path run,
    List<Integer> sizes,
    int connections,
    int rounds,
    int turn,
    int warmUp,
    int port,
    String only,
    String plans,
    int users,
    int inventory) {

  /** How many people a registry knows, and how many users those have who are compared with it. */
  static final int PEOPLE = 10_000;

  private static final int FEWEST = 1_000;

  private static final List<String> KNOWN =
      List.of(
          "--size",
          "--connections",
          "--rounds",
          "--requests",
          "--warm-up",
          "--port",
          "--only",
          "--plans",
          "--users",
          "--inventory");

  Options {
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < FEWEST)) {
      throw new Trouble("A size is a number of identities, at least %d.".formatted(FEWEST));
    }
    if (connections < 1 || rounds < 1 || turn < 1) {
      throw new Trouble("Connections, rounds and requests are at least 1.");
    }
    if (!plans.isEmpty() && sizes.size() < 2) {
      throw new Trouble("Plans are those of the larger of two registries: name two sizes.");
    }
    if (users < PEOPLE) {
      throw new Trouble("Users are those of Keycloak, at least %d.".formatted(PEOPLE));
    }
    if (inventory != 0 && inventory < FEWEST) {
      throw new Trouble("An inventory is a number of clients, at least %d.".formatted(FEWEST));
    }
    sizes = sizes.stream().sorted().distinct().toList();
  }

  /** Arguments: the kit, the run directory, then options, each a word and its value. */
  static Options of(String... args) {
    List<String> words = Arrays.asList(args);
    for (int i = 2; i < words.size(); i += 2) {
      if (!KNOWN.contains(words.get(i))) {
        throw new Trouble(
            "deploy/bench does not know %s; deploy/bench --help tells what it knows."
                .formatted(words.get(i)));
      }
    }
    return new Options(
        Path.of(words.get(0)).toAbsolutePath(),
        Path.of(words.get(1)).toAbsolutePath(),
        Arrays.stream(value(words, "--size", "10000,1000000").split(",", -1))
            .map(size -> number("--size", size))
            .toList(),
        number("--connections", value(words, "--connections", "4")),
        number("--rounds", value(words, "--rounds", "5")),
        number("--requests", value(words, "--requests", "1000")),
        number("--warm-up", value(words, "--warm-up", "4000")),
        number("--port", value(words, "--port", "18180")),
        value(words, "--only", ""),
        value(words, "--plans", ""),
        number("--users", value(words, "--users", Integer.toString(PEOPLE))),
        number("--inventory", value(words, "--inventory", "0")));
  }

  boolean measures(String operation) {
    return Pattern.compile(only).matcher(operation).find();
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
  }

  private static int number(String option, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new Trouble("%s is a whole number, not %s.".formatted(option, text), e);
    }
  }
}
