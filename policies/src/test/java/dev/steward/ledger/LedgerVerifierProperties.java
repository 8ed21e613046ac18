package dev.steward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steward.identity.Actor;
import dev.steward.ledger.Verification.Broken;
import dev.steward.ledger.Verification.Flaw;
import dev.steward.ledger.Verification.Proven;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a stranger finds out who has the entries and some checkpoints. */
class LedgerVerifierProperties {

  private static final String ORIGIN = "steward.example/test";

  @Property
  void anUntouchedLedgerIsProven(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @Size(max = 5) List<@IntRange(max = 40) Integer> earlier) {
    List<String> texts = texts(size);

    assertThat(
            LedgerVerifier.verify(
                texts.stream(),
                checkpoint(texts, size),
                earlier.stream().map(at -> checkpoint(texts, at % (size + 1))).toList()))
        .isEqualTo(new Proven(size, checkpoint(texts, size).root()));
  }

  @Property
  void anyEditIsDetected(
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 39) int some,
      @ForAll @IntRange(max = 40) int earlier) {
    int edited = some % size;
    List<String> texts = texts(size);
    List<String> forged = new ArrayList<>(texts);
    forged.set(edited, text("another event", edited));

    Broken broken = broken(forged, texts, earlier % (size + 1));

    assertThat(broken.flaw()).isEqualTo(Flaw.ALTERED);
    assertThat(broken.position())
        .isEqualTo(edited < earlier % (size + 1) ? 0 : earlier % (size + 1));
  }

  @Property
  void anyEditOfACharacterIsDetected(
      @ForAll @IntRange(min = 1, max = 10) int size,
      @ForAll @IntRange(max = 9) int some,
      @ForAll @IntRange(max = 1_000) int at,
      @ForAll char other) {
    int edited = some % size;
    List<String> texts = texts(size);
    StringBuilder text = new StringBuilder(texts.get(edited));
    text.setCharAt(at % text.length(), other);
    List<String> forged = new ArrayList<>(texts);
    forged.set(edited, text.toString());
    if (forged.equals(texts)) {
      return;
    }

    assertThat(broken(forged, texts, 0).flaw()).isIn(Flaw.UNREADABLE, Flaw.ALTERED);
  }

  @Property
  void anyRemovalIsDetected(
      @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(max = 39) int some) {
    List<String> texts = texts(size);
    List<String> forged = new ArrayList<>(texts);
    forged.remove(some % size);

    assertThat(broken(forged, texts, 0).flaw()).isEqualTo(Flaw.CUT_SHORT);
  }

  @Property
  void anyInsertionIsDetected(
      @ForAll @IntRange(max = 40) int size, @ForAll @IntRange(max = 40) int some) {
    List<String> texts = texts(size);
    List<String> forged = new ArrayList<>(texts);
    forged.add(some % (size + 1), text("slipped in", 99));

    assertThat(broken(forged, texts, 0).flaw())
        .isEqualTo(some % (size + 1) == size ? Flaw.UNCOVERED : Flaw.ALTERED);
  }

  @Property
  void anyReorderIsDetected(
      @ForAll @IntRange(min = 2, max = 40) int size,
      @ForAll @IntRange(max = 39) int some,
      @ForAll @IntRange(max = 39) int other) {
    if (some % size == other % size) {
      return;
    }
    List<String> texts = texts(size);
    List<String> forged = new ArrayList<>(texts);
    Collections.swap(forged, some % size, other % size);

    assertThat(broken(forged, texts, 0).flaw()).isEqualTo(Flaw.ALTERED);
  }

  @Property
  void truncationIsDetectedEvenWhenThePresentCheckpointIsTruncatedToo(
      @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(max = 39) int some) {
    List<String> texts = texts(size);
    List<String> kept = texts.subList(0, some % size);

    assertThat(
            LedgerVerifier.verify(
                kept.stream(), checkpoint(kept, kept.size()), List.of(checkpoint(texts, size))))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.flaw()).isEqualTo(Flaw.CUT_SHORT));
  }

  @Property
  void aSecondHistoryUnderTheSameNameIsDetected(
      @ForAll @IntRange(min = 1, max = 40) int some,
      @ForAll @IntRange(min = 1, max = 40) int other,
      @ForAll @IntRange(max = 39) int edited) {
    int earlier = Math.min(some, other);
    List<String> first = texts(earlier);
    List<String> second = texts(Math.max(some, other));
    second.set(edited % earlier, text("rewritten", edited));

    assertThat(
            LedgerVerifier.verify(
                second.stream(),
                checkpoint(second, second.size()),
                List.of(checkpoint(first, earlier))))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.flaw()).isEqualTo(Flaw.SECOND_HISTORY));
  }

  @Example
  void theFirstEntryThatIsNotProvenIsNamed() {
    List<String> texts = texts(20);
    List<String> forged = new ArrayList<>(texts);
    forged.set(12, text("another event", 12));

    assertThat(
            LedgerVerifier.verify(
                forged.stream(),
                checkpoint(texts, 20),
                List.of(checkpoint(texts, 5), checkpoint(texts, 10), checkpoint(texts, 15))))
        .isEqualTo(
            new Broken(
                10,
                Flaw.ALTERED,
                "entries from 10 on are not those that were signed in the checkpoint of 15"));
  }

  @Example
  void checkpointsOfTwoLedgersAreNotHeldAgainstEachOther() {
    Checkpoint elsewhere = new Checkpoint("steward.example/other", 0, Hash.OF_NOTHING);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LedgerVerifier.verify(
                    texts(0).stream(), checkpoint(texts(0), 0), List.of(elsewhere)));
  }

  private static Broken broken(List<String> forged, List<String> signed, int earlier) {
    Verification verification =
        LedgerVerifier.verify(
            forged.stream(),
            checkpoint(signed, signed.size()),
            List.of(checkpoint(signed, earlier)));
    assertThat(verification).isInstanceOf(Broken.class);
    return (Broken) verification;
  }

  private static Checkpoint checkpoint(List<String> texts, int size) {
    MerkleTree tree = new MerkleTree(new NodesInMemory(), 0);
    texts.subList(0, size).forEach(text -> tree.append(Hash.ofLeaf(text)));
    return new Checkpoint(ORIGIN, size, tree.root());
  }

  private static List<String> texts(int size) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(text("event", i));
    }
    return texts;
  }

  private static String text(String event, int number) {
    return new Entry(
            new UUID(0, number),
            Instant.EPOCH.plusSeconds(number),
            Actor.system("test"),
            event,
            null,
            0,
            Map.of("number", number))
        .text();
  }
}
