// SPDX-License-Identifier: Apache-2.0
/**
 * One class per goal: it finds the models, does the work, writes its records and reports the figures. The subpackages group goals
 * by purpose. None of them depends on another; code that several of them need is outside {@code goals}.
 */
package dev.bnn.workflow.goals;
