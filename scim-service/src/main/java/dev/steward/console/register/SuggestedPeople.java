package dev.steward.console.register;

import dev.steward.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** People whom somebody may mean who is typing. */
@CheckedTemplate(
    basePath = "console/register",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SuggestedPeople(List<Person> people) implements TemplateInstance {}
