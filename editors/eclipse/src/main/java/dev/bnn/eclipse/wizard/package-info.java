// SPDX-License-Identifier: Apache-2.0
/** New projects and new models, from the templates of the goal {@code bnn:new}. */
package dev.bnn.eclipse.wizard;
