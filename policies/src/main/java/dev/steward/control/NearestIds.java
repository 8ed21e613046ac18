package dev.steward.control;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The ids that somebody may have meant who wrote an unknown one.
 *
 * <p>Ids are numberings: one under the same heading is nearer than one that merely looks alike, and
 * under one heading the nearer number comes first.
 */
final class NearestIds {

  private static final int MOST = 3;
  private static final int FARTHEST = 3;
  private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+");

  private NearestIds() {}

  static List<String> to(String wanted, Collection<String> known) {
    List<Candidate> candidates =
        known.stream()
            .map(id -> candidate(wanted.toLowerCase(Locale.ROOT), id))
            .sorted(Comparator.comparingInt(Candidate::distance).thenComparingLong(Candidate::step))
            .toList();
    return candidates.stream()
        .filter(one -> one.distance() <= FARTHEST)
        .filter(one -> one.distance() == candidates.getFirst().distance())
        .limit(MOST)
        .map(Candidate::id)
        .toList();
  }

  private static Candidate candidate(String wanted, String id) {
    List<String> one = parts(wanted);
    List<String> other = parts(id.toLowerCase(Locale.ROOT));
    int elsewhere = heading(one).equals(heading(other)) ? 0 : 1;
    return new Candidate(
        id, edits(wanted, id.toLowerCase(Locale.ROOT)) + elsewhere, step(one, other));
  }

  private static List<String> parts(String id) {
    return PART.matcher(id).results().map(MatchResult::group).toList();
  }

  private static List<String> heading(List<String> parts) {
    return parts.isEmpty() ? parts : parts.subList(0, parts.size() - 1);
  }

  /** How far the last numbers are apart. */
  private static long step(List<String> one, List<String> other) {
    return Math.abs(lastNumber(one) - lastNumber(other));
  }

  private static long lastNumber(List<String> parts) {
    String last = parts.isEmpty() ? "" : parts.getLast();
    return last.matches("[0-9]{1,9}") ? Long.parseLong(last) : 0;
  }

  /** How many characters were added, left out, replaced, or swapped with the next. */
  private static int edits(String one, String other) {
    int[][] edits = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, one, other, i, j);
      }
    }
    return edits[one.length()][other.length()];
  }

  private static int fewest(int[][] edits, String one, String other, int i, int j) {
    int replaced = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int fewest =
        Math.min(edits[i - 1][j - 1] + replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }

  private record Candidate(String id, int distance, long step) {}
}
