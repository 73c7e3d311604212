// SPDX-License-Identifier: Apache-2.0
/**
 * The parts that Eclipse's generic editor uses for model files. Each asks {@code dev.bnn.edit} and converts the answer to the
 * types of the platform; none knows the language.
 */
package dev.bnn.eclipse.editor;
