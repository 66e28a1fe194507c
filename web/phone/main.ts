import "../shared/tokens.css";
import "./parts/phone.css";

import { mount } from "svelte";

import { tongue } from "../shared/i18n.svelte.ts";
import App from "./App.svelte";
import { phone } from "./app.svelte.ts";

tongue.mark();
void phone.open();
mount(App, { target: document.getElementById("app")! });
