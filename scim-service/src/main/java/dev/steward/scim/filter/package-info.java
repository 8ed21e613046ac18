/** The filter language of SCIM (RFC 7644 section 3.4.2.2): text to syntax tree and back. */
@NullMarked
package dev.steward.scim.filter;

import org.jspecify.annotations.NullMarked;
