import "../shared/tokens.css";

import { mount } from "svelte";

import { tongue } from "../shared/i18n.svelte.ts";
import App from "./App.svelte";

tongue.mark();
mount(App, { target: document.getElementById("app")! });
