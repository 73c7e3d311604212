// SPDX-License-Identifier: Apache-2.0
/** The search of {@code bnn:tune}: how it draws recipes, and how it drops the worse trials. */
package dev.bnn.workflow.tune;
