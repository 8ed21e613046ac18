/** What is not as it should be with identities, told by whoever knows. */
@NullMarked
package dev.steward.finding;

import org.jspecify.annotations.NullMarked;
