package dev.steward.console.work;

import dev.steward.address.AddressPart;
import dev.steward.adoption.Adoption;
import dev.steward.certification.ReviewQueue;
import dev.steward.console.work.Work.Kind;
import dev.steward.ownership.QuestionQueue;
import dev.steward.problem.Queries;
import dev.steward.registry.Ahead;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a list of work was looked through: behind which place of each kind it goes on, as the
 * address spells it. A kind that is not there begins with its first.
 */
record Places(Map<Kind, String> passed) {

  static final String PATH = "/console/work";

  private static final int LONGEST = 100;
  private static final char CUT = '_';

  Places {
    passed = Map.copyOf(passed);
  }

  static Places read(MultivaluedMap<String, String> address) {
    Map<Kind, String> passed = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      String place = address.getFirst(kind.plural());
      if (place != null && !place.isEmpty() && place.length() <= LONGEST) {
        passed.put(kind, place);
      }
    }
    Places places = new Places(passed);
    places.review();
    places.question();
    places.client();
    places.ending();
    return places;
  }

  boolean areTheFirst() {
    return passed.isEmpty();
  }

  /** The address of what comes behind these. */
  String address() {
    return PATH
        + passed.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> one.getKey().plural() + "=" + AddressPart.of(one.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  ReviewQueue.@Nullable Place review() {
    return place(Kind.REVIEW, (due, id) -> new ReviewQueue.Place(Queries.storedDay(due), id));
  }

  QuestionQueue.@Nullable Place question() {
    return place(
        Kind.QUESTION,
        (deadline, id) ->
            new QuestionQueue.Place(
                deadline.isEmpty() ? null : Queries.storedInstant(deadline), id));
  }

  /** The adoption behind which the clients go on. */
  @Nullable UUID client() {
    return place(Kind.CLIENT, (nothing, id) -> id);
  }

  Ahead.@Nullable Place ending() {
    return place(Kind.ENDING, (at, id) -> new Ahead.Place(Queries.storedInstant(at), id));
  }

  static String of(ReviewQueue.Place place) {
    return place.due().toString() + CUT + place.review();
  }

  static String of(QuestionQueue.Place place) {
    return (place.deadline() == null ? "" : place.deadline().toString()) + CUT + place.identity();
  }

  static String of(Adoption adoption) {
    return CUT + adoption.id().toString();
  }

  static String of(Ahead.Place place) {
    return place.at().toString() + CUT + place.id();
  }

  private <P> @Nullable P place(Kind kind, BiFunction<String, UUID, P> reader) {
    String text = passed.get(kind);
    if (text == null) {
      return null;
    }
    try {
      int cut = text.indexOf(CUT);
      return reader.apply(
          text.substring(0, Math.max(0, cut)), UUID.fromString(text.substring(cut + 1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BadRequestException(
          "the place in the list cannot be read; begin at its first page", e);
    }
  }
}
