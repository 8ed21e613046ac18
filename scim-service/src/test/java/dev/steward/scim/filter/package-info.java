/** The filter language, in examples and in laws, beside another parser. */
@NullMarked
package dev.steward.scim.filter;

import org.jspecify.annotations.NullMarked;
