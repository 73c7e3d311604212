// SPDX-License-Identifier: Apache-2.0
/**
 * Goals for writing a model: they create a project, check and format models, and set up the editor and the machine. They neither
 * read nor write trained parameters.
 */
package dev.bnn.workflow.goals.authoring;
