// SPDX-License-Identifier: Apache-2.0
/**
 * The parts that Eclipse's generic editor takes for model files. Each asks {@code dev.bnn.edit} and turns the answer into the
 * types of the platform; none knows the language.
 */
package dev.bnn.eclipse.editor;
