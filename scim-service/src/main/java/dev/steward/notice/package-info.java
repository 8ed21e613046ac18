/** Tells people by mail what they are asked and what runs out, if the site has a mail server. */
@NullMarked
package dev.steward.notice;

import org.jspecify.annotations.NullMarked;
