package dev.steward.console.work;

import dev.steward.console.errand.Again;
import dev.steward.ownership.Questions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the person who looks, or a part of it.
 *
 * @param many how many of each kind there are in all
 * @param severalAsked whether several of those shown are questions, to be answered at once
 * @param again what was filled in before
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record MyWork(
    List<Work> work,
    Many many,
    boolean mayDecide,
    boolean severalAsked,
    Again again,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {

  /** How many there are of each kind; one beyond {@link Questions#MANY} when there are more. */
  record Many(long reviews, long questions, long endings) {

    /** A number as people read it. */
    public String words(long number) {
      return number > Questions.MANY ? "%,d+".formatted(Questions.MANY) : Long.toString(number);
    }
  }
}
