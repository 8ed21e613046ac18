package dev.steward.console.work;

import dev.steward.adoption.Adoption;
import dev.steward.console.errand.Again;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question whether somebody will answer for a client that nobody registered.
 *
 * @param label what to call it
 * @param because why it is they who are asked
 * @param error why an answer was not accepted
 * @param rather whom they named instead, as typed
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AskedToTake(
    Adoption adoption,
    String label,
    List<String> because,
    @Nullable String error,
    String reason,
    String rather)
    implements TemplateInstance {

  static AskedToTake of(Adoption adoption, String person, Again again) {
    return new AskedToTake(
        adoption,
        label(adoption),
        because(adoption, person),
        again.error(),
        again.text("reason"),
        again.text("rather"));
  }

  static String label(Adoption adoption) {
    String name = adoption.identity().displayName();
    return name == null ? adoption.clientId() : name;
  }

  static List<String> because(Adoption adoption, String person) {
    return adoption
        .asked(person)
        .map(candidate -> candidate.evidence().stream().map(one -> one.words()).toList())
        .orElseGet(List::of);
  }
}
