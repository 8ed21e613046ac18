/** The list of identities, the page of one, and what people do there. */
@NullMarked
package dev.steward.console.identity;

import org.jspecify.annotations.NullMarked;
