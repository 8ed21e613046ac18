/** What nobody answers for and what nobody registered, and answers given to many of them. */
@NullMarked
package dev.steward.console.orphan;

import org.jspecify.annotations.NullMarked;
