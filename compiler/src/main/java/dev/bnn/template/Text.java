// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

/**
 * Text that is not ours: a user's name, sentence or path. A template of code can print it only as {@code [=x.literal]} or
 * {@code [=x.inline]}, in the escapes of its language; our own text is a String in views.
 */
public record Text(String value) {}
