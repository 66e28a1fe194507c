import "../shared/tokens.css";

import { mount } from "svelte";

import { clock } from "../shared/clock.svelte.ts";
import { tongue } from "../shared/i18n.svelte.ts";
import App from "./App.svelte";
import { theme } from "./theme.svelte.ts";

tongue.mark();
theme.mark();
clock.start();
mount(App, { target: document.getElementById("app")! });
