// SPDX-License-Identifier: Apache-2.0
/**
 * What editors show in and around a text: the kinds of its words, what is under the cursor, shapes at line ends, and figures of the
 * hardware. The figures come from the same code as those of the goals.
 */
package dev.bnn.edit.show;
