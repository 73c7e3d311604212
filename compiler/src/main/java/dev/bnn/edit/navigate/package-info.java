// SPDX-License-Identifier: Apache-2.0
/** The names of a model file, where they are declared and used, and how its text is divided. */
package dev.bnn.edit.navigate;
