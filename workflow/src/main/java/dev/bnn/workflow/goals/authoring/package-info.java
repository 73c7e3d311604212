// SPDX-License-Identifier: Apache-2.0
/**
 * Goals for whoever writes a model: a new project, its check and its style, and what the editor and the machine need. They neither
 * read nor write trained parameters.
 */
package dev.bnn.workflow.goals.authoring;
