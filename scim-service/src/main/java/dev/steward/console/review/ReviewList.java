package dev.steward.console.review;

import dev.steward.certification.QueuedReview;
import dev.steward.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of open reviews.
 *
 * @param mayChooseWhose whether the viewer has reviews of their own, and sees those of others
 * @param answer what was filled in for several at once, when it is shown again
 * @param refused why which of them were not decided
 */
@CheckedTemplate(basePath = "console/review", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReviewList(
    List<QueuedReview> reviews,
    Map<String, Person> people,
    Filter filter,
    ReviewCase.Steps steps,
    boolean mayDecide,
    boolean mayChooseWhose,
    Answer answer,
    @Nullable String error,
    List<Refused> refused,
    @Nullable String next)
    implements TemplateInstance {

  /** One that was not decided, and why. */
  record Refused(String name, String why) {}
}
