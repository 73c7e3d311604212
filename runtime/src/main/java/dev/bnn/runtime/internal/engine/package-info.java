// SPDX-License-Identifier: Apache-2.0

/** What an engine is. Each engine has a package of its own. */
package dev.bnn.runtime.internal.engine;
