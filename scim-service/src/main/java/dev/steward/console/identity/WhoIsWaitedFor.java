package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.console.identity.Portrait.Waiting;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.ownership.Asked;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who was asked to answer for an identity and has not said anything, in words. */
@RequestScoped
class WhoIsWaitedFor {

  private static final String PROPOSED_BY = "proposed-by:";

  private final Around around;

  WhoIsWaitedFor(Around around) {
    this.around = around;
  }

  /** Nobody is waited for once it ended. */
  List<Waiting> of(Identity identity, List<Asked.Open> open) {
    if (identity.intent() == Intent.REVOKED) {
      return List.of();
    }
    Map<String, String> names =
        around.names(
            open.stream()
                .flatMap(one -> Stream.concat(Stream.of(one.person()), proposers(one)))
                .toList());
    return open.stream().map(one -> waiting(one, names)).toList();
  }

  private static Stream<String> proposers(Asked.Open open) {
    return open.evidence().stream()
        .filter(word -> word.startsWith(PROPOSED_BY))
        .map(word -> word.substring(PROPOSED_BY.length()));
  }

  private static Waiting waiting(Asked.Open open, Map<String, String> names) {
    return new Waiting(
        names.getOrDefault(open.person(), open.person()),
        Labels.of(open.role()),
        Stream.concat(
                proposers(open).map(id -> "Proposed by " + names.getOrDefault(id, id)),
                open.evidence().stream()
                    .filter(word -> !word.startsWith(PROPOSED_BY))
                    .map(WhoIsWaitedFor::evidence))
            .collect(Collectors.joining(", ")),
        open.at());
  }

  /** Why somebody was asked, without the ids of others. */
  private static String evidence(String word) {
    int cut = word.indexOf(':');
    return Labels.sentence(cut < 0 ? word : word.substring(0, cut));
  }
}
