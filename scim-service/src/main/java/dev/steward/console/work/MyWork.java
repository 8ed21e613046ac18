package dev.steward.console.work;

import dev.steward.ownership.Questions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What waits for the person who looks.
 *
 * @param many how many of each kind
 * @param person the id of whoever looks
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record MyWork(List<Work> work, Many many, boolean mayDecide, String person)
    implements TemplateInstance {

  record Many(Counted reviews, Counted questions, Counted endings) {

    /** Whether something waits that is not listed. */
    public boolean more() {
      return reviews.more() || questions.more() || endings.more();
    }
  }

  /**
   * How many there are of a kind.
   *
   * @param all one beyond {@link Questions#MANY} when there are more
   */
  record Counted(long listed, long all) {

    public boolean more() {
      return all > listed;
    }

    public String words() {
      return all > Questions.MANY ? "%,d+".formatted(Questions.MANY) : Long.toString(all);
    }
  }
}
